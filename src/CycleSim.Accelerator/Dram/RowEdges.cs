using System.Diagnostics.CodeAnalysis;
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

/// <summary>Edges by the state that they begin in, found without allocation.</summary>
internal sealed class RowEdges
{
    private const int MostEdges = 1 << 16;

    private readonly Dictionary<int[], RowEdge> _edges;
    private readonly Dictionary<int[], RowEdge>.AlternateLookup<ReadOnlySpan<int>> _lookup;

    internal RowEdges()
    {
        _edges = new Dictionary<int[], RowEdge>(new KeyComparer());
        _lookup = _edges.GetAlternateLookup<ReadOnlySpan<int>>();
    }

    internal bool HasRoom => _edges.Count < MostEdges;

    internal bool TryGet(ReadOnlySpan<int> key, [NotNullWhen(true)] out RowEdge? edge) => _lookup.TryGetValue(key, out edge);

    internal void Add(int[] key, RowEdge edge) => _edges[key] = edge;

    private sealed class KeyComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] key) => GetHashCode(key.AsSpan());

        public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<int> alternate)
        {
            ulong hash = 0x9E3779B97F4A7C15;
            foreach (int word in alternate)
                hash = (hash ^ (uint)word) * 0xD6E8FEB86659FD93 + (hash >> 29);
            return (int)(hash >> 32);
        }

        public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
    }
}

/// <summary>Words of a key, collected in a fixed buffer.</summary>
internal sealed class KeyWords(int capacity)
{
    private readonly int[] _words = new int[capacity];
    private int _count;

    internal ReadOnlySpan<int> Words => _words.AsSpan(0, _count);

    internal void Clear() => _count = 0;

    internal void Add(int word) => _words[_count++] = word;

    internal void Add(long mask)
    {
        Add((int)mask);
        Add((int)(mask >> 32));
    }

    /// <summary>Adds where and how long from now, if at all, something is still in the way.</summary>
    internal void AddFuture(int place, long cycle, long now)
    {
        if (cycle > now)
        {
            Add(place);
            Add((int)(cycle - now));
        }
    }
}
