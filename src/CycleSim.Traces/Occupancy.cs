using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>From a cycle on, a scratchpad holds these tensors.</summary>
/// <param name="Cycle">Core cycle at which the operation starts that made the change.</param>
/// <param name="Bytes">Bytes held.</param>
/// <param name="Tensors">Ids of the tensors, in the order in which they came.</param>
public sealed record OccupancyStep(long Cycle, long Bytes, IReadOnlyList<int> Tensors);

/// <summary>What a scratchpad holds over time, from the residency in a trace's header.</summary>
public static class Occupancy
{
    /// <summary>The steps of one scratchpad, by time; one for each operation that changes something.</summary>
    /// <param name="file">The trace.</param>
    /// <param name="times">When its operations start.</param>
    /// <param name="scratchpad">The component: one of <see cref="TraceNames.ScratchpadComponents"/>.</param>
    public static IEnumerable<OccupancyStep> Of(TraceFile file, OperationTimes times, TraceComponent scratchpad)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(times);
        Header header = file.Header;
        Dictionary<uint, Tensor> tensors = header.Tensors.Where(tensor => tensor.Scratchpad == (uint)scratchpad)
            .ToDictionary(tensor => tensor.Id);
        ILookup<uint, Residency> changes = header.Residency.Where(change => tensors.ContainsKey(change.Tensor))
            .ToLookup(change => change.Operation);
        var held = new List<uint>();
        yield return new OccupancyStep(0, 0, []);
        uint done = 0;
        foreach ((int operation, long start, _) in times.All)
        {
            bool changed = false;
            // Operations without a phase take no time; what they change shows with the next one that has.
            for (; done <= operation; done++)
            {
                foreach (Residency change in changes[done])
                {
                    changed = true;
                    held.Remove(change.Tensor);
                    if (change.Enters)
                        held.Add(change.Tensor);
                }
            }

            if (changed)
                yield return new OccupancyStep(start, held.Sum(tensor => BytesOf(tensors[tensor], header)),
                    [.. held.Select(tensor => (int)tensor)]);
        }
    }

    /// <summary>Bytes that a tensor occupies: whole lines.</summary>
    public static long BytesOf(Tensor tensor, Header header)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(header);
        return (long)tensor.Slices * tensor.LinesPerSlice * header.LineBytes;
    }
}
