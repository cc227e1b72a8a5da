using System.CommandLine;
using CycleSim.Terminal.Options;

namespace CycleSim.Terminal.Tests;

/// <summary>Forms of earlier versions mean what they meant, and say what they are now.</summary>
[Collection("console")]
public sealed class FormerFormsTests : IDisposable
{
    private static readonly OptionSpec Format = new("--format", "Format of the file")
    {
        Since = "0.2",
        FormerNames = [new("--to", AppliesTo: text => text is "csv" or "gem5")],
    };

    private static readonly OptionSpec End = new("--to", "End of the range") { FormerNames = [new("--until")] };

    private static readonly OptionSpec Place = new("--device", "Device: a name or a file")
    {
        FormerNames = [new("--preset"), new("--file", text => "./" + text)],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("terminal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(
        "show --to csv --until 3us x", "format=csv to=3us device= json= argument=x",
        "--to is now --format (since version 0.2)|--until is now --to (since version 0.2)")]
    [InlineData("show --to=gem5 x", "format=gem5 to= device= json= argument=x", "--to is now --format")]
    [InlineData("show --to 3us x", "format= to=3us device= json= argument=x", "")]
    [InlineData("show --preset P55 x", "format= to= device=P55 json= argument=x", "--preset is now --device")]
    [InlineData("show --file a x", "format= to= device=./a json= argument=x", "--file is now --device")]
    [InlineData("show --file=a x", "format= to= device=./a json= argument=x", "--file is now --device")]
    [InlineData("show --json x", "format= to= device= json=- argument=x", "")]
    [InlineData("show x --json", "format= to= device= json=- argument=x", "")]
    [InlineData("show --json --device d x", "format= to= device=d json=- argument=x", "")]
    [InlineData("display --preset P55 x", "format= to= device=P55 json= argument=x",
        "display is now show (since version 0.2)|--preset is now --device")]
    [InlineData("show display", "format= to= device= json= argument=display", "")]
    [InlineData("show x -- --until", "format= to= device= json= argument=x --until", "")]
    public void Former_forms_are_read_with_a_note(string arguments, string printed, string notes)
    {
        TerminalRun run = TerminalRun.Of(() => Tree(SharedOptions.Json), arguments.Split(' '));
        Assert.Equal(printed + "\n", run.Output);
        string[] lines = run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] expected = notes.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.Length, lines.Length);
        Assert.All(lines.Zip(expected), pair => Assert.StartsWith($"tool: note: {pair.Second}", pair.First, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_goes_behind_an_equals_sign()
    {
        string file = Path.Combine(_folder, "a.json");
        TerminalRun run = TerminalRun.Of(() => Tree(SharedOptions.Json), "show", $"--json={file}", "x");
        Assert.Equal($"format= to= device= json={file} argument=x\n", run.Output);
        Assert.Equal("", run.Errors);
        Assert.Equal("{}\n", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("a.json")]
    [InlineData("-")]
    public void Where_the_file_was_the_next_argument_it_is_read_for_one_more_version(string name)
    {
        string file = name == "-" ? name : Path.Combine(_folder, name);
        TerminalRun run = TerminalRun.Of(() => Tree(SharedOptions.Json with { FormerlyTookNextArgument = true }), "show", "--json", file);
        Assert.StartsWith($"format= to= device= json={file} argument=", run.Output, StringComparison.Ordinal);
        Assert.StartsWith($"tool: note: --json {file} is now --json={file};", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_alone_takes_the_place_of_tables()
    {
        TerminalRun run = TerminalRun.Of(() => Printing("--json"), "print", "--json");
        Assert.Equal(new TerminalRun(0, "{}\n", ""), run);
    }

    [Fact]
    public void Json_in_a_file_stands_beside_tables()
    {
        string file = Path.Combine(_folder, "a.json");
        Assert.Equal(new TerminalRun(0, "table\n", ""), TerminalRun.Of(() => Printing("--json"), "print", $"--json={file}"));
        Assert.Equal("{}\n", File.ReadAllText(file));
        Assert.Equal(new TerminalRun(0, "table\n", ""), TerminalRun.Of(() => Printing("--json"), "print"));
    }

    private static RootCommand Printing(string name)
    {
        Option<string?> json = (SharedOptions.Json with { Name = name }).Optional<string?>();
        var command = new Command("print", "Prints.") { json };
        command.SetAction(parsed => JsonOutput.Of(parsed, json).Print(() => "{}", () => Console.WriteLine("table")));
        return new RootCommand("A tool.") { command };
    }

    private static RootCommand Tree(OptionSpec jsonSpec)
    {
        Option<string?> format = Format.Optional<string?>(), to = End.Optional<string?>(), device = Place.Optional<string?>();
        Option<string?> json = jsonSpec.Optional<string?>();
        var argument = new Argument<string[]>("files") { Arity = ArgumentArity.ZeroOrMore };
        var command = new RenamedCommand("show", new FormerName("display"), "Shows.") { format, to, device, json, argument };
        command.SetAction(parsed =>
        {
            JsonOutput output = JsonOutput.Of(parsed, json);
            Console.WriteLine(
                $"format={parsed.GetValue(format)} to={parsed.GetValue(to)} device={parsed.GetValue(device)} json={output.Path} "
                + $"argument={string.Join(' ', parsed.GetValue(argument)!)}");
            if (output.Path is not (null or "-"))
                File.WriteAllText(output.Path, "{}\n");
        });
        return new RootCommand("A tool.") { command };
    }
}
