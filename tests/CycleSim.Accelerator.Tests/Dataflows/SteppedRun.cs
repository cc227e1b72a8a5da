using CycleSim.Accelerator.Dataflow.Timing;

namespace CycleSim.Accelerator.Tests.Dataflows;

/// <summary>What was seen on an array that was stepped cycle by cycle.</summary>
/// <param name="IsProduct">Whether the right product came out.</param>
/// <param name="Cycles">Index of the cycle in which the last word was taken, plus 1.</param>
/// <param name="LastMacCycles">Index of the last multiplication, plus 1.</param>
/// <param name="Starts">First cycle of each fold's stream.</param>
/// <param name="Words">Words read and written.</param>
internal sealed record SteppedRun(bool IsProduct, long Cycles, long LastMacCycles, IReadOnlyList<long> Starts, WordCounts Words)
{
    /// <summary>Distances of folds, as the reference writes them.</summary>
    internal string Periods()
    {
        List<(long Count, long Cycles)> groups = [];
        for (int i = 1; i < Starts.Count; i++)
        {
            long distance = Starts[i] - Starts[i - 1];
            if (groups.Count > 0 && groups[^1].Cycles == distance)
                groups[^1] = (groups[^1].Count + 1, distance);
            else
                groups.Add((1, distance));
        }

        return groups.Count == 0 ? "-" : string.Join(';', groups.Select(group => $"{group.Count}x{group.Cycles}"));
    }
}
