namespace CycleSim.Traces.Export;

/// <summary>
/// Arrows between transfers and computations: from a load to the first phase of array or vector unit of its operation that starts when the
/// data are there, and to a store from the last phase of its operation that has ended. A trace does not say which tile a transfer is of;
/// where tiles overlap, an arrow shows the first computation that can have used the data.
/// </summary>
internal sealed class PerfettoFlows
{
    private readonly OperationTimes _operations;
    private readonly Dictionary<int, List<TracePhase>> _phases = [];
    private readonly Dictionary<(TracePhaseKind, long), List<ulong>> _from = [];
    private readonly Dictionary<(TracePhaseKind, long), List<ulong>> _to = [];
    private readonly Dictionary<long, ulong> _transfers = [];

    /// <summary>Finds the arrows.</summary>
    /// <param name="file">The trace.</param>
    /// <param name="operations">When each operation runs.</param>
    /// <param name="fromCycle">First core cycle.</param>
    /// <param name="toCycle">Core cycle after the last.</param>
    internal PerfettoFlows(TraceFile file, OperationTimes operations, long fromCycle, long toCycle)
    {
        _operations = operations;
        foreach (TracePhase phase in file.Phases(fromCycle, toCycle).Where(phase => phase.Kind != TracePhaseKind.Dram))
        {
            if (!_phases.TryGetValue(phase.Operation, out List<TracePhase>? phases))
                _phases.Add(phase.Operation, phases = []);
            phases.Add(phase with { Ports = [] });
        }

        ulong last = 0;
        foreach (TraceTransfer transfer in file.Transfers(fromCycle, toCycle))
        {
            if (PhaseOf(transfer) is not { } phase)
                continue;
            _transfers.Add(transfer.Start, ++last);
            Dictionary<(TracePhaseKind, long), List<ulong>> ends = transfer.IsWrite ? _from : _to;
            if (!ends.TryGetValue((phase.Kind, phase.Start), out List<ulong>? flows))
                ends.Add((phase.Kind, phase.Start), flows = []);
            flows.Add(last);
        }
    }

    /// <summary>Arrows that start at a phase.</summary>
    internal IReadOnlyList<ulong> From(in TracePhase phase) => _from.GetValueOrDefault((phase.Kind, phase.Start)) ?? [];

    /// <summary>Arrows that end at a phase.</summary>
    internal IReadOnlyList<ulong> To(in TracePhase phase) => _to.GetValueOrDefault((phase.Kind, phase.Start)) ?? [];

    /// <summary>The arrow of a transfer; none where its operation computes nothing before or after it.</summary>
    internal IReadOnlyList<ulong> Of(in TraceTransfer transfer) => _transfers.TryGetValue(transfer.Start, out ulong flow) ? [flow] : [];

    private TracePhase? PhaseOf(in TraceTransfer transfer)
    {
        int operation = transfer.Operation >= 0 ? transfer.Operation : _operations.At(transfer.Start);
        if (!_phases.TryGetValue(operation, out List<TracePhase>? phases))
            return null;
        int next = FirstFrom(phases, transfer.IsWrite ? transfer.Start : transfer.End);
        if (!transfer.IsWrite)
            return next < phases.Count ? phases[next] : null;
        while (next > 0 && phases[next - 1].End > transfer.Start)
            next--;
        return next > 0 ? phases[next - 1] : null;
    }

    /// <summary>Index of the first phase that starts in a cycle or later; phases are in order of their start.</summary>
    private static int FirstFrom(List<TracePhase> phases, long cycle)
    {
        (int low, int high) = (0, phases.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (phases[middle].Start < cycle)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
