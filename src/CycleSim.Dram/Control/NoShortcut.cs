using CycleSim.Dram.Requests;

namespace CycleSim.Dram.Control;

/// <summary>Every cycle in which something happens is visited.</summary>
internal readonly struct NoShortcut : IStreamShortcut
{
    public bool HasDrained => false;

    public void Start(bool isStateless, bool untilReturned)
    {
    }

    public bool TryReplace<TTraffic>(ref TTraffic traffic, ref DramRequest next, ref bool more)
        where TTraffic : struct, IDramTraffic => false;

    public void Accepted<TTraffic>(bool isWrite, ref TTraffic traffic, ref DramRequest next, ref bool more)
        where TTraffic : struct, IDramTraffic
    {
    }

    public void End()
    {
    }
}
