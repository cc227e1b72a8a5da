using System.CommandLine;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Tests;

/// <summary>Every number on the command line goes through one parser; a decimal comma is never a separator of thousands.</summary>
public sealed class NumberOptionsTests
{
    public static TheoryData<string, string> NumericOptions
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach ((string[] path, Command command) in Below(Tree(), []))
                foreach (Option option in command.Options.Where(option => NumberParser.IsNumeric(option.ValueType)))
                    rows.Add(string.Join(' ', path), option.Name);
            return rows;
        }
    }

    [Fact]
    public void The_tree_has_the_options_that_were_read_wrongly()
    {
        string[] all = [.. NumericOptions.Select(row => string.Join(' ', row))];
        Assert.True(all.Length > 60, $"{all.Length}");
        foreach (string option in new[] { "--current-ua", "--area-mm2", "--write-error-rate", "--learning-rate" })
            Assert.Contains(all, row => row.Contains(option, StringComparison.Ordinal));
    }

    [Fact]
    public void No_option_or_argument_has_a_number_without_the_parser() => Assert.All(
        Below(Tree(), []),
        command =>
        {
            Assert.All(command.Command.Arguments, argument => Assert.False(NumberParser.IsNumeric(argument.ValueType), argument.Name));
            Assert.All(
                command.Command.Options.Where(option => NumberParser.IsNumeric(option.ValueType)),
                option => Assert.StartsWith(
                    typeof(NumberParser).FullName!, ParserOf(option)?.Method.DeclaringType?.FullName, StringComparison.Ordinal));
        });

    [Theory]
    [MemberData(nameof(NumericOptions))]
    public void A_decimal_comma_is_refused(string command, string option)
    {
        foreach (string text in new[] { "1,5", "1,000", "1.000,5", "8,62e-10", " 1", "NaN", "" })
        {
            CliRun run = CliRun.Of([.. command.Split(' '), option, text]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"{option} {text}: is no ", run.Errors, StringComparison.Ordinal);
            if (text.Contains(','))
                Assert.Matches("a decimal point is expected, not a comma|no comma is expected", run.Errors);
        }
    }

    [Theory]
    [InlineData("device wer --current-ua 150.5 --pulse-ns 10 --json", "\"current_ua\": 150.5")]
    [InlineData("device wer --current-ua +1.505e2 --pulse-ns 10 --json", "\"current_ua\": 150.5")]
    [InlineData("systolic --m 4 --n 4 --k 4 --json", "\"cycles\"")]
    public void Good_numbers_are_taken_as_before(string arguments, string printed)
    {
        CliRun run = CliRun.Of(arguments.Split(' '));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(printed, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare --iso area --areas 0,5", "--areas 0")]
    [InlineData("array --memory sram --capacity 0,5MiB", "a decimal point is expected")]
    [InlineData("trace dump x.cst --from 0,5us", "a decimal point is expected")]
    [InlineData("simulate --layers 1,0..2", "1,0")]
    public void Numbers_inside_texts_take_no_comma_either(string arguments, string named)
    {
        CliRun run = CliRun.Of(arguments.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(named, run.Errors, StringComparison.Ordinal);
    }

    private static RootCommand Tree()
    {
        RootCommand root = CommandLine.Build();
        NumberParser.Apply(root);
        return root;
    }

    private static Delegate? ParserOf(Option option) =>
        (Delegate?)option.GetType().GetProperty(nameof(Option<int>.CustomParser))!.GetValue(option);

    private static IEnumerable<(string[] Path, Command Command)> Below(Command command, string[] path)
    {
        yield return (path, command);
        foreach (Command below in command.Subcommands)
            foreach ((string[], Command) found in Below(below, [.. path, below.Name]))
                yield return found;
    }
}
