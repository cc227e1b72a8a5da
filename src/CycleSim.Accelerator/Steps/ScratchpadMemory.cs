using CycleSim.Accelerator.Machine;
using CycleSim.Arrays;

namespace CycleSim.Accelerator.Steps;

/// <summary>The memory of one scratchpad, where the three differ.</summary>
/// <param name="Metrics">
/// What one array costs, at the capacity whose metrics count: all on-chip memory, or one scratchpad, as the machine says.
/// </param>
/// <param name="WriteVerify">How its writes are verified; null for not at all.</param>
public sealed record ScratchpadMemory(MemoryMetrics Metrics, WriteVerifySpec? WriteVerify = null)
{
    /// <summary>Largest number of attempts at a write.</summary>
    public int MaxAttempts => WriteVerify?.MaxAttempts ?? 1;
}
