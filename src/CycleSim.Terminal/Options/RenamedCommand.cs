using System.CommandLine;

namespace CycleSim.Terminal.Options;

/// <summary>A command that had another name before, which is read for one more version, with a note.</summary>
/// <param name="name">The name of today.</param>
/// <param name="former">The name before.</param>
/// <param name="description">What the command does.</param>
#pragma warning disable CA1010 // commands list their parts without a type, for collection initialisers
public sealed class RenamedCommand(string name, FormerName former, string description) : Command(name, description)
#pragma warning restore CA1010
{
    /// <summary>The name before.</summary>
    public FormerName Former { get; } = former;
}
