using System.CommandLine;
using System.Text.RegularExpressions;

namespace CycleSim.Cli.Tests;

/// <summary>Every command, as the help shows it.</summary>
internal static class CommandTree
{
    private static readonly Dictionary<string, Command> Found =
        Below(CommandLine.Build(), []).ToDictionary(pair => pair.Path, pair => pair.Command);

    /// <summary>Commands by their words, e.g. "trace dump"; the root is the empty text.</summary>
    internal static IReadOnlyDictionary<string, Command> Commands => Found;

    /// <summary>Options that the help shows, each with its command.</summary>
    internal static IEnumerable<(string Path, Option Option)> Options => Found.SelectMany(pair => pair.Value.Options
        .Where(option => !option.Hidden && option.GetType().IsGenericType)
        .Select(option => (pair.Key, option)));

    /// <summary>The examples in the help of a command, each a line for a shell.</summary>
    internal static IReadOnlyList<string> Examples(Command command) =>
        [.. Regex.Matches(command.Description!, "^Example: (.+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value)];

    private static IEnumerable<(string Path, Command Command)> Below(Command command, string[] path)
    {
        yield return (string.Join(' ', path), command);
        foreach (Command below in command.Subcommands)
            foreach ((string, Command) found in Below(below, [.. path, below.Name]))
                yield return found;
    }
}
