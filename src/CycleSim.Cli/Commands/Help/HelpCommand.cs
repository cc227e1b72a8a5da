using System.CommandLine;
using System.CommandLine.Completions;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Cli.Commands.Help;

/// <summary>`cyclesim help COMMAND`: what `cyclesim COMMAND --help` prints.</summary>
internal static class HelpCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="build">Makes the tree that a command line needs.</param>
    /// <param name="run">Runs a command line of this program.</param>
    internal static Command Create(Func<string[], Command> build, Func<string[], int> run)
    {
        var words = new Argument<string[]>("COMMAND")
        {
            Description = "The command, e.g. simulate or trace info; without it, all are listed",
            Arity = ArgumentArity.ZeroOrMore,
        };
        words.CompletionSources.Add(_ => build([]).Subcommands.Select(below => new CompletionItem(below.Name)));
        var command = new Command(
            "help",
            "Explain a command and its options, or list all commands.\n\n" +
            "Example: cyclesim help simulate\n" +
            "Example: cyclesim help trace info")
        {
            words,
        };
        command.SetAction(parsed =>
        {
            string[] named = parsed.GetValue(words) ?? [];
            Check(build(named), named);
            return run([.. named, "--help"]);
        });
        return command;
    }

    private static void Check(Command command, IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            string[] names = [.. command.Subcommands.Select(below => below.Name)];
            command = command.Subcommands.FirstOrDefault(below => below.Name == word) ?? throw new InputException(
                $"help: {word} is no command" + (Suggestion.Closest(word, names) is { } meant ? $"; did you mean {meant}?" : ""));
        }
    }
}
