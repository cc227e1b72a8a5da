using System.Collections.Immutable;

namespace CycleSim.Cli.Output;

/// <summary>What was validated against what.</summary>
/// <param name="Machine">Name of the machine.</param>
/// <param name="Memory">Technology of its scratchpads.</param>
/// <param name="CapacityBytes">Capacity of all of them.</param>
/// <param name="Others">Names of the columns of what others published.</param>
internal sealed record ValidationTitle(string Machine, string Memory, long CapacityBytes, ImmutableArray<string> Others);
