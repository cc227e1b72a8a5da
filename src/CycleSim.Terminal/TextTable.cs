using Spectre.Console;

namespace CycleSim.Terminal;

/// <summary>Tables on stdout: plain text, as wide as they need to be, so that they can be read, searched and redirected alike.</summary>
public sealed class TextTable
{
    private const int MaxWidth = 400;

    private readonly Table _table = new Table().Border(TableBorder.Simple).Collapse();

    /// <summary>Makes an empty table.</summary>
    /// <param name="columns">Name of each column, and whether its cells end at its right edge, as numbers do.</param>
    public TextTable(params (string Name, bool RightAligned)[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        foreach ((string name, bool rightAligned) in columns)
        {
            var column = new TableColumn(Markup.Escape(name)) { NoWrap = true };
            _table.AddColumn(rightAligned ? column.RightAligned() : column);
        }
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A text for each column.</param>
    public void Add(params string[] cells) => _table.AddRow([.. cells.Select(Markup.Escape)]);

    /// <summary>Prints the table to standard output.</summary>
    public void Print()
    {
        var text = new StringWriter { NewLine = "\n" };
        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        plain.Profile.Width = MaxWidth;
        plain.Write(_table);
        foreach (string line in text.ToString().Split('\n'))
            if (line.Trim().Length > 0)
                Console.Out.WriteLine(line.TrimEnd());
    }
}
