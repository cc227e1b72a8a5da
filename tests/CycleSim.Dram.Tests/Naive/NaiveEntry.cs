using CycleSim.Dram.Parts;

namespace CycleSim.Dram.Tests.Naive;

/// <summary>A request that waits.</summary>
/// <param name="Index">Number of the request, in the order of the list.</param>
/// <param name="Burst">Burst address in the channel.</param>
/// <param name="IsWrite">Direction.</param>
/// <param name="Bank">Bank of the channel.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Accepted">Cycle of acceptance.</param>
internal sealed record NaiveEntry(int Index, long Burst, bool IsWrite, int Bank, DramAddress Address, long Accepted);
