using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Phases on their way to a chunk.</summary>
/// <param name="overlap">They overlap.</param>
/// <param name="hasSums">Accumulators keep partial sums.</param>
internal sealed class PhaseBuffer(bool overlap, bool hasSums)
    : ColumnBuffer<PhaseColumns>(TraceComponent.Phases, columns => new Chunk { Phases = columns })
{
    public override int Count => Columns.Kind.Count + Columns.Ports.Count;

    internal void Add(in TracePhase phase)
    {
        Columns.StartDelta.Add(phase.StartCycle - (long)Info.LastCycle);
        Columns.Cycles.Add((ulong)phase.Cycles);
        Columns.Kind.Add((uint)phase.Kind);
        Columns.Operation.Add((uint)phase.Operation);
        Columns.Folds.Add((ulong)phase.Folds);
        Columns.ConflictCycles.Add((ulong)phase.ConflictStallCycles);
        Columns.LatencyCycles.Add((ulong)phase.LatencyStallCycles);
        Columns.Products.Add((ulong)phase.ComputeSteps);
        Columns.Steps.Add((ulong)phase.Steps);
        Columns.UncountedSteps.Add((uint)phase.UncountedSteps);
        if (hasSums && phase.SumReads >= 0)
        {
            Columns.SumReads.Add((ulong)phase.SumReads);
            Columns.SumWrites.Add((ulong)phase.SumWrites);
        }

        Columns.PortRuns.Add((uint)phase.Ports.Count);
        foreach (TracePortRun run in phase.Ports)
        {
            Columns.Ports.Add((uint)run.Count);
            Columns.PortKind.Add(((uint)run.Scratchpad << 1) | (run.IsWrite ? 1u : 0u));
            Columns.PortAhead.Add((uint)run.Ahead);
            Columns.PortAccesses.Add((ulong)run.Accesses);
        }

        Info.Enter(phase.StartCycle);
        if (overlap)
            Info.EnterEnd(phase.EndCycle);
    }
}
