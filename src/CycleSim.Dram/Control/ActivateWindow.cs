using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Control;

/// <summary>The last activates of each rank, as many as a window holds.</summary>
internal sealed class ActivateWindow
{
    private readonly DramWindow _window;
    private readonly long[] _cycles;
    private readonly int[] _next;

    internal ActivateWindow(DramWindow window, int ranks)
    {
        _window = window;
        _cycles = new long[ranks * window.Count];
        Array.Fill(_cycles, long.MinValue / 2);
        _next = new int[ranks];
    }

    /// <summary>Refreshes of a bank count like activates.</summary>
    internal bool CountsBankRefreshes => _window.CountsBankRefreshes;

    /// <summary>Activates that the window holds.</summary>
    internal int Count => _window.Count;

    /// <summary>First cycle in which the window has room for another activate.</summary>
    internal long NextCycle(int rank) => _cycles[rank * _window.Count + _next[rank]] + _window.Cycles;

    /// <summary>The cycle in which an earlier activate leaves the window.</summary>
    /// <param name="rank">Rank.</param>
    /// <param name="back">0 for the last activate, 1 for the one before, up to <see cref="Count"/> - 1.</param>
    internal long LeavesAt(int rank, int back)
    {
        int slot = (_next[rank] + _window.Count - 1 - back) % _window.Count;
        return _cycles[rank * _window.Count + slot] + _window.Cycles;
    }

    internal void Add(int rank, long cycle)
    {
        int next = _next[rank];
        _cycles[rank * _window.Count + next] = cycle;
        _next[rank] = next + 1 == _window.Count ? 0 : next + 1;
    }

    internal void Shift(long cycles)
    {
        for (int i = 0; i < _cycles.Length; i++)
            _cycles[i] += cycles;
    }
}
