using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Components;

/// <summary>Neighbouring ports that are alike.</summary>
/// <param name="Count">How many.</param>
/// <param name="Scratchpad">Whose lines they move.</param>
/// <param name="IsWrite">Direction.</param>
/// <param name="Ahead">Lines requested ahead of the one in use.</param>
/// <param name="Accesses">Accesses of each.</param>
public readonly record struct PortRun(int Count, TensorRole Scratchpad, bool IsWrite, int Ahead, long Accesses)
{
    /// <summary>Ports in order, neighbours that are alike as one.</summary>
    internal static List<PortRun> Of(IEnumerable<LanePort> ports)
    {
        var runs = new List<PortRun>();
        foreach (PortRun port in ports.Select(port => port.Description))
        {
            if (runs.Count > 0 && runs[^1] with { Count = 1 } == port)
                runs[^1] = runs[^1] with { Count = runs[^1].Count + 1 };
            else
                runs.Add(port);
        }

        return runs;
    }
}
