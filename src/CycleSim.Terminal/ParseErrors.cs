using System.CommandLine;
using CycleSim.Configuration.Text;

namespace CycleSim.Terminal;

/// <summary>What to say of a command line that cannot be read: what is wrong, and what was probably meant.</summary>
internal static class ParseErrors
{
    // The parser has no codes for its errors: these two are told apart by their texts, and told better here.
    private const string Unrecognized = "Unrecognized command or argument";
    private const string NoCommand = "Required command was not provided.";

    private const int ShortOption = 2;

    /// <summary>The messages, each once.</summary>
    /// <param name="parsed">What was parsed, with errors.</param>
    internal static IEnumerable<string> Messages(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        IEnumerable<string> others = parsed.Errors.Select(error => error.Message)
            .Where(message => message != NoCommand && !message.StartsWith(Unrecognized, StringComparison.Ordinal));
        string[] unknown = [.. Unknown(command, parsed.UnmatchedTokens)];
        if (unknown.Length == 0 && parsed.Errors.Any(error => error.Message == NoCommand))
            unknown = [$"name one of the commands {string.Join(", ", NamesOf(command))}"];
        return unknown.Concat(others).Distinct();
    }

    /// <summary>Whether a command is misspelt; the parser finds no fault with one that is followed by --help.</summary>
    /// <param name="parsed">What was parsed.</param>
    internal static bool HasUnknownCommand(ParseResult parsed) =>
        parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Any(token => !IsOption(token));

    private static IEnumerable<string> Unknown(Command command, IEnumerable<string> tokens)
    {
        string before = "";
        foreach (string token in tokens)
        {
            // What follows an unknown option is its value, or is wrong because of it.
            if (IsOption(token) || before.Length == 0)
                yield return IsOption(token) ? UnknownOption(command, token) : UnknownWord(command, token);
            before = token;
        }
    }

    private static bool IsOption(string token) => token.StartsWith('-') && token.Length > 1;

    private static string UnknownOption(Command command, string token)
    {
        string name = token.Split('=', ':')[0];
        IEnumerable<string> names = command.Options.Where(option => !option.Hidden).Select(option => option.Name);
        return $"Unrecognized option '{name}'{(name.Length > ShortOption ? Meant(name, [.. names]) : "")}";
    }

    private static string UnknownWord(Command command, string token)
    {
        string[] names = [.. NamesOf(command)];
        return names.Length > 0
            ? $"Unrecognized command '{token}'{Meant(token, names)}"
            : $"Unrecognized argument '{token}'";
    }

    private static IEnumerable<string> NamesOf(Command command) =>
        command.Subcommands.Where(below => !below.Hidden).Select(below => below.Name);

    private static string Meant(string word, string[] names)
    {
        string? name = Suggestion.Closest(word, names)
            ?? Array.Find(names, candidate => word.Length > 1 && candidate.StartsWith(word, StringComparison.Ordinal));
        return name is null ? "" : $"; did you mean {name}?";
    }
}
