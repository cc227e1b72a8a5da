using System.CommandLine;

namespace CycleSim.Terminal.Options;

/// <summary>What commands and parsed command lines lack.</summary>
public static class CommandExtensions
{
    /// <summary>Adds options that several commands share.</summary>
    /// <param name="command">Gets the options.</param>
    /// <param name="options">The options, in the order of the help text.</param>
    public static void AddOptions(this Command command, IEnumerable<Option> options)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(options);
        foreach (Option option in options)
            command.Add(option);
    }

    /// <summary>Whether the command line has an option: it is not there by its default alone.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    public static bool IsGiven(this ParseResult parsed, Option option)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return parsed.GetResult(option) is { Implicit: false };
    }
}
