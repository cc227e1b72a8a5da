namespace CycleSim.Traces.Export;

/// <summary>
/// Arrows between transfers and computations, one for each transfer: from a load to the first phase of array or vector unit of its
/// operation that starts when the data are there, and to a store from the last phase of its operation that has ended. Where the operation
/// has no such phase, as for a tensor that is moved out to make room, the phase may be of another operation. Where tiles overlap, an arrow
/// shows the first computation that can have used the data, which may be one before that of the transfer's own tile.
/// </summary>
internal sealed class PerfettoFlows
{
    private readonly OperationTimes _operations;
    private readonly List<TracePhase> _all = [];
    private readonly Dictionary<int, List<TracePhase>> _phases = [];
    private readonly Dictionary<(TracePhaseKind, long), List<ulong>> _from = [];
    private readonly Dictionary<(TracePhaseKind, long), List<ulong>> _to = [];
    private readonly List<ulong?> _transfers = [];

    /// <summary>Finds the arrows.</summary>
    /// <param name="file">The trace.</param>
    /// <param name="operations">When each operation runs.</param>
    /// <param name="fromCycle">First core cycle.</param>
    /// <param name="toCycle">Core cycle after the last.</param>
    internal PerfettoFlows(TraceFile file, OperationTimes operations, long fromCycle, long toCycle)
    {
        _operations = operations;
        // A phase that takes no time is left out: arrows are found by the time of the start, which it shares with the next one.
        foreach (TracePhase phase in file.Phases(fromCycle, toCycle).Where(IsComputation))
        {
            TracePhase kept = phase with { Ports = [] };
            _all.Add(kept);
            if (!_phases.TryGetValue(phase.Operation, out List<TracePhase>? phases))
                _phases.Add(phase.Operation, phases = []);
            phases.Add(kept);
        }

        ulong last = 0;
        foreach (TraceTransfer transfer in file.Transfers(fromCycle, toCycle))
        {
            TracePhase? found = PhaseOf(transfer);
            _transfers.Add(found is null ? null : ++last);
            if (found is not { } phase)
                continue;
            Dictionary<(TracePhaseKind, long), List<ulong>> ends = transfer.IsWrite ? _from : _to;
            if (!ends.TryGetValue((phase.Kind, phase.StartCycle), out List<ulong>? flows))
                ends.Add((phase.Kind, phase.StartCycle), flows = []);
            flows.Add(last);
        }
    }

    /// <summary>Arrows that start at a phase.</summary>
    internal IReadOnlyList<ulong> From(in TracePhase phase) => At(_from, phase);

    /// <summary>Arrows that end at a phase.</summary>
    internal IReadOnlyList<ulong> To(in TracePhase phase) => At(_to, phase);

    /// <summary>The arrow of a transfer; none where nothing is computed before a store, or after a load.</summary>
    /// <param name="index">Index of the transfer among those of the window.</param>
    internal IReadOnlyList<ulong> Of(int index) => _transfers[index] is { } flow ? [flow] : [];

    private static bool IsComputation(TracePhase phase) => phase.Kind != TracePhaseKind.Dram && phase.EndCycle > phase.StartCycle;

    private static List<ulong> At(Dictionary<(TracePhaseKind, long), List<ulong>> ends, in TracePhase phase) =>
        IsComputation(phase) ? ends.GetValueOrDefault((phase.Kind, phase.StartCycle)) ?? [] : [];

    private TracePhase? PhaseOf(in TraceTransfer transfer)
    {
        int operation = transfer.Operation >= 0 ? transfer.Operation : _operations.At(transfer.StartCycle);
        TracePhase? own = _phases.TryGetValue(operation, out List<TracePhase>? phases) ? PhaseOf(transfer, phases) : null;
        return own ?? PhaseOf(transfer, _all);
    }

    private static TracePhase? PhaseOf(in TraceTransfer transfer, List<TracePhase> phases)
    {
        int next = FirstFrom(phases, transfer.IsWrite ? transfer.StartCycle : transfer.EndCycle);
        if (!transfer.IsWrite)
            return next < phases.Count ? phases[next] : null;
        while (next > 0 && phases[next - 1].EndCycle > transfer.StartCycle)
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
            if (phases[middle].StartCycle < cycle)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
