using CycleSim.Accelerator.Observation;

namespace CycleSim.Accelerator.Dram;

/// <summary>A command of an edge, or a run of column commands in neighbouring columns at an even pitch.</summary>
/// <param name="Offset">Cycles after the edge's begin.</param>
/// <param name="Kind">Command.</param>
/// <param name="Index">Bank of the channel; of REF the first of its rank.</param>
/// <param name="OfNextRow">It belongs to the row that the edge leads to, not to the one it comes from.</param>
/// <param name="Column">First column.</param>
/// <param name="Count">Commands.</param>
/// <param name="Pitch">Cycles between them.</param>
/// <param name="ForConflict">A precharge for a request that waits.</param>
internal readonly record struct EdgeCommand(
    int Offset, DramCommandKind Kind, int Index, bool OfNextRow, int Column, int Count, int Pitch, bool ForConflict)
{
    internal bool TryExtend(in EdgeCommand next, out EdgeCommand longer)
    {
        int gap = next.Offset - (Offset + (Count - 1) * Pitch);
        bool extends = next.Kind == Kind && Kind is DramCommandKind.Read or DramCommandKind.Write && next.Index == Index
            && next.OfNextRow == OfNextRow && next.Column == Column + Count
            && (Count == 1 || gap == Pitch) && (next.Count == 1 || next.Pitch == gap);
        longer = this with { Count = Count + next.Count, Pitch = gap };
        return extends;
    }
}

/// <summary>What the controller does from one canonical state of a stream to the next; all times count from the edge's begin.</summary>
/// <param name="Cycles">Length.</param>
/// <param name="Commands">Commands in order.</param>
/// <param name="Refreshes">Refreshes that fell due.</param>
/// <param name="AcceptSum">Sum of the acceptances of the row's requests.</param>
/// <param name="Accepts">Acceptance of each request that waits at the end, oldest first.</param>
/// <param name="Draining">Writes left to drain at the end.</param>
internal sealed record RowEdge(int Cycles, EdgeCommand[] Commands, int Refreshes, long AcceptSum, int[] Accepts, int Draining);

/// <summary>A row of the stream.</summary>
/// <param name="Index">Bank of the channel; -1 when there is no row.</param>
/// <param name="Row">Row of the bank.</param>
/// <param name="Burst">Address of its first burst.</param>
internal readonly record struct RowPosition(int Index, int Row, long Burst);

/// <summary>What happens on the plain path from one canonical state on.</summary>
internal sealed class EdgeRecording
{
    private readonly List<EdgeCommand> _commands = [];
    private long _acceptSum;
    private long _acceptCount;

    internal bool IsOn { get; private set; }

    internal int[] Key { get; private set; } = [];

    internal long From { get; private set; }

    internal long Arrivals { get; private set; }

    internal long NextRefresh { get; private set; }

    /// <summary>The key tells when the next refresh falls due.</summary>
    internal bool KnowsRefresh { get; private set; }

    internal RowPosition To { get; private set; }

    internal void Begin(ReadOnlySpan<int> key, long cycle, long arrivals, long nextRefresh, bool knowsRefresh, RowPosition to)
    {
        (Key, From, Arrivals, NextRefresh, KnowsRefresh, To) = (key.ToArray(), cycle, arrivals, nextRefresh, knowsRefresh, to);
        (_acceptSum, _acceptCount, IsOn) = (0, 0, true);
        _commands.Clear();
    }

    internal void Add(in DramCommand command, int index, bool forConflict)
    {
        if (!IsOn)
            return;
        bool ofNextRow = index == To.Index && command.Row == To.Row;
        EdgeCommand next = new(
            (int)(command.Cycle - From), command.Kind, index, ofNextRow, command.Column, command.Count, command.PitchCycles, forConflict);
        if (_commands.Count > 0 && _commands[^1].TryExtend(next, out EdgeCommand longer))
            _commands[^1] = longer;
        else
            _commands.Add(next);
    }

    internal void AddAccepted(long sum, int count)
    {
        _acceptSum += sum;
        _acceptCount += count;
    }

    internal RowEdge Edge(long end, int refreshes, int[] accepts, int draining) =>
        new((int)(end - From), [.. _commands], refreshes, _acceptSum - _acceptCount * From, accepts, draining);

    internal void Stop() => IsOn = false;
}
