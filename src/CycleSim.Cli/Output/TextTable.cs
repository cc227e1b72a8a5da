using Spectre.Console;

namespace CycleSim.Cli.Output;

/// <summary>Tables on stdout: plain text, as wide as they need to be, so that they can be read, searched and redirected alike.</summary>
internal sealed class TextTable
{
    private const int MaxWidth = 400;

    private readonly Table _table = new Table().Border(TableBorder.Simple).Collapse();

    internal TextTable(params (string Name, bool RightAligned)[] columns)
    {
        foreach ((string name, bool rightAligned) in columns)
        {
            var column = new TableColumn(Markup.Escape(name)) { NoWrap = true };
            _table.AddColumn(rightAligned ? column.RightAligned() : column);
        }
    }

    internal void Add(params string[] cells) => _table.AddRow([.. cells.Select(Markup.Escape)]);

    internal void Print()
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
