using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.Steps;

/// <summary>How long the DMA channel has been occupied, read off and set back at the ends of operations.</summary>
internal sealed class DmaTimes
{
    private DmaKind? _moves;
    private long _sincePs;
    private long _loadsPs;
    private long _storesPs;

    /// <summary>A transfer starts.</summary>
    internal void Start(DmaKind kind, long nowPs) => (_moves, _sincePs) = (kind, nowPs);

    /// <summary>The transfer has ended.</summary>
    internal void End(long nowPs)
    {
        Count(nowPs);
        _moves = null;
    }

    /// <summary>Picoseconds of loads and of stores since this was asked for before.</summary>
    internal (long LoadsPs, long StoresPs) Take(long nowPs)
    {
        Count(nowPs);
        (long loads, long stores) = (_loadsPs, _storesPs);
        (_loadsPs, _storesPs) = (0, 0);
        return (loads, stores);
    }

    private void Count(long nowPs)
    {
        if (_moves == DmaKind.Store)
            _storesPs += nowPs - _sincePs;
        else if (_moves is not null)
            _loadsPs += nowPs - _sincePs;
        _sincePs = nowPs;
    }
}
