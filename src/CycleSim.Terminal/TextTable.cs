using Spectre.Console;

namespace CycleSim.Terminal;

/// <summary>
/// Tables on standard output: plain text of at most 100 columns, the same on a terminal and in a file. A table that is wider continues
/// below with its other columns, each part starting with the columns that name the rows; a text that is too long is wrapped.
/// </summary>
public sealed class TextTable
{
    /// <summary>Number of characters that no line of a table exceeds, unless a single word or number does.</summary>
    public const int MaxWidth = 100;

    // Of the border: a space on both sides of each cell, one between columns, and one at each end.
    private const int SpacePerColumn = 3;
    private const int SpaceAtEnd = 1;
    private const int MinTextWidth = 24;

    private readonly (string Name, bool RightAligned)[] _columns;
    private readonly List<string[]> _rows = [];

    /// <summary>Makes an empty table.</summary>
    /// <param name="columns">Name of each column, and whether its cells end at its right edge, as numbers do.</param>
    public TextTable(params (string Name, bool RightAligned)[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = columns;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A text for each column; those that are missing at the end are empty.</param>
    public void Add(params string[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Length > _columns.Length)
            throw new ArgumentException($"{cells.Length} cells for {_columns.Length} columns", nameof(cells));
        _rows.Add(cells);
    }

    /// <summary>Prints the table to standard output.</summary>
    public void Print()
    {
        foreach (int[] part in Parts())
            foreach (string line in Lines(part))
                Console.Out.WriteLine(line);
    }

    /// <summary>The columns of each part: first those that name the rows, then as many others as fit.</summary>
    private IEnumerable<int[]> Parts()
    {
        int[] keys = [.. Enumerable.Range(0, KeyColumns())];
        int room = MaxWidth - SpaceAtEnd - keys.Sum(SpacedWidth);
        var part = new List<int>();
        int used = 0;
        for (int column = keys.Length; column < _columns.Length; column++)
        {
            int width = SpacedWidth(column);
            if (part.Count > 0 && used + width > room && (_columns[column].RightAligned || room - used < MinTextWidth))
            {
                yield return [.. keys, .. part];
                part.Clear();
                used = 0;
            }

            part.Add(column);
            used += width;
        }

        yield return [.. keys, .. part];
    }

    /// <summary>
    /// The first texts name a row, with a number before them; where all are texts, or they are too long, the first column does.
    /// </summary>
    private int KeyColumns()
    {
        int keys = _columns is [{ RightAligned: true }, { RightAligned: false }, ..] ? 1 : 0;
        while (keys < _columns.Length && !_columns[keys].RightAligned)
            keys++;
        if (keys is 0 || keys == _columns.Length)
            return Math.Min(1, _columns.Length);
        while (keys > 1 && Enumerable.Range(0, keys).Sum(SpacedWidth) > MaxWidth / 2)
            keys--;
        return keys;
    }

    private int SpacedWidth(int column) => SpacePerColumn
        + _rows.Select(row => CellOf(row, column).Length).Append(_columns[column].Name.Length).Max();

    private static string CellOf(string[] row, int column) => column < row.Length ? row[column] : "";

    private IEnumerable<string> Lines(int[] part)
    {
        Table table = new Table().Border(TableBorder.Simple).Collapse();
        bool fits = SpaceAtEnd + part.Sum(SpacedWidth) <= MaxWidth;
        foreach (int index in part)
        {
            (string name, bool rightAligned) = _columns[index];
            var column = new TableColumn(Markup.Escape(name)) { NoWrap = fits || rightAligned };
            table.AddColumn(rightAligned ? column.RightAligned() : column);
        }

        foreach (string[] row in _rows)
            table.AddRow([.. part.Select(column => Markup.Escape(CellOf(row, column)))]);
        return Rendered(table).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0);
    }

    private static string Rendered(Table table)
    {
        var text = new StringWriter { NewLine = "\n" };
        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        plain.Profile.Width = MaxWidth;
        plain.Write(table);
        return text.ToString();
    }
}
