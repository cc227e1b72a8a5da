using CycleSim.Dram.Requests;

namespace CycleSim.Dram.Control;

/// <summary>
/// Skips what repeats in a stream of requests. The controller asks it at each request; it may take requests from the traffic itself and
/// move the channel's state on, to the state and with the commands that the rules would have given.
/// </summary>
internal interface IStreamShortcut
{
    /// <summary>The last command of the traffic has been issued in the present cycle.</summary>
    public bool HasDrained { get; }

    /// <summary>New traffic starts.</summary>
    public void Start(bool isStateless, bool untilReturned);

    /// <summary>A request is about to be accepted. Returns whether it and others have been taken instead.</summary>
    public bool TryReplace<TTraffic>(ref TTraffic traffic, ref DramRequest next, ref bool more)
        where TTraffic : struct, IDramTraffic;

    /// <summary>A request has been accepted, and the traffic shows the next one.</summary>
    public void Accepted<TTraffic>(bool isWrite, ref TTraffic traffic, ref DramRequest next, ref bool more)
        where TTraffic : struct, IDramTraffic;

    /// <summary>The traffic has ended.</summary>
    public void End();
}
