using System.CommandLine;

namespace CycleSim.Cli.Commands.Help;

/// <summary>A command in the list of all.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it is for, in a few words.</param>
/// <param name="Create">Makes it with all its options.</param>
internal sealed record CommandEntry(string Name, string Summary, Func<Command> Create)
{
    /// <summary>The name before, which is read for one more version; null for none.</summary>
    internal string? FormerName { get; init; }
}
