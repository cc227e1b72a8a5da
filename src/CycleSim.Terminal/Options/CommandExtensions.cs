using System.CommandLine;

namespace CycleSim.Terminal.Options;

/// <summary>What <see cref="Command"/> lacks.</summary>
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
}
