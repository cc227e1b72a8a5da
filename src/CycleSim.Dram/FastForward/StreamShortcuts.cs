using CycleSim.Dram.Control;
using CycleSim.Dram.Requests;

namespace CycleSim.Dram.FastForward;

/// <summary>
/// The two shortcuts of streams: within a row (<see cref="SteadyStream"/>) and from row to row (<see cref="MemoizedRows"/>).
/// </summary>
/// <param name="state">The channel.</param>
/// <param name="steady">Within a row.</param>
/// <param name="rows">From row to row.</param>
internal readonly struct StreamShortcuts(ChannelState state, SteadyStream steady, MemoizedRows rows) : IStreamShortcut
{
    public bool HasDrained => rows.HasDrained;

    public void Start(bool isStateless, bool untilReturned) => rows.StartTraffic(isStateless && !untilReturned);

    public bool TryReplace<TTraffic>(ref TTraffic traffic, ref DramRequest next, ref bool more)
        where TTraffic : struct, IDramTraffic => rows.TryStart(ref traffic, ref next, ref more);

    public void Accepted<TTraffic>(bool isWrite, ref TTraffic traffic, ref DramRequest next, ref bool more)
        where TTraffic : struct, IDramTraffic
    {
        if (more && state.Totals.LastColumnCycle == state.Cycle)
            more = steady.Skip(ref traffic, ref next);
        rows.TryContinue(isWrite, ref traffic, ref next, ref more);
    }

    public void End() => rows.EndTraffic();
}
