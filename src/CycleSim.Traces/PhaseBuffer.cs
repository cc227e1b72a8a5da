using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Phases on their way to a chunk.</summary>
/// <param name="overlap">They overlap.</param>
internal sealed class PhaseBuffer(bool overlap) : IRecordBuffer
{
    private PhaseColumns _columns = new();
    private ChunkInfo _info = new();

    public int Count => _columns.Kind.Count + _columns.Ports.Count;

    internal void Add(in TracePhase phase)
    {
        _columns.StartDelta.Add(phase.Start - (long)_info.LastCycle);
        _columns.Cycles.Add((ulong)phase.Cycles);
        _columns.Kind.Add((uint)phase.Kind);
        _columns.Operation.Add((uint)phase.Operation);
        _columns.Folds.Add((ulong)phase.Folds);
        _columns.ConflictCycles.Add((ulong)phase.ConflictStallCycles);
        _columns.LatencyCycles.Add((ulong)phase.LatencyCycles);
        _columns.Products.Add((ulong)phase.ComputeSteps);
        _columns.Steps.Add((ulong)phase.Steps);
        _columns.UncountedSteps.Add((uint)phase.UncountedSteps);
        _columns.PortRuns.Add((uint)phase.Ports.Count);
        foreach (TracePortRun run in phase.Ports)
        {
            _columns.Ports.Add((uint)run.Count);
            _columns.PortKind.Add(((uint)run.Scratchpad << 1) | (run.IsWrite ? 1u : 0u));
            _columns.PortAhead.Add((uint)run.Ahead);
            _columns.PortAccesses.Add((ulong)run.Accesses);
        }

        _info.Enter(phase.Start);
        if (overlap)
            _info.EnterEnd(phase.End);
    }

    public (Chunk Chunk, ChunkInfo Info) Take()
    {
        _info.Component = (uint)TraceComponent.Phases;
        (PhaseColumns columns, ChunkInfo info) = (_columns, _info);
        (_columns, _info) = (new PhaseColumns(), new ChunkInfo());
        return (new Chunk { Phases = columns }, info);
    }
}
