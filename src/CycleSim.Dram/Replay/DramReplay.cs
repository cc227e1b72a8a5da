using CycleSim.Dram.Requests;
using CycleSim.Platform;

namespace CycleSim.Dram.Replay;

/// <summary>
/// Replays requests of any number: memory does not grow with them. In each channel they enter in order, at most one a cycle; the head
/// blocks, and where the policy shares the front end it blocks all channels. A request whose time lies before that of an earlier one
/// enters no earlier than that one may.
/// </summary>
public sealed class DramReplay
{
    /// <summary>Requests after which channels that have few of them catch up, so that nothing waits long to be reported.</summary>
    private const int CatchUpInterval = 4096;

    private readonly DramSystem _system;
    private readonly ICompletionSink _sink;
    private readonly OutstandingRequests _outstanding = new();
    private long _latest;
    private long _frontEnd;
    private long _count;

    /// <summary>Starts at cycle 0.</summary>
    /// <param name="system">Idle DRAM.</param>
    /// <param name="sink">Told of each completion.</param>
    public DramReplay(DramSystem system, ICompletionSink sink)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(sink);
        (_system, _sink) = (system, sink);
    }

    /// <summary>Runs until all requests are done.</summary>
    /// <param name="source">The requests.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="InputException">
    /// The policy blocks for ever, as that of DRAMsim3 can, or simulated time ends before the last request is done.
    /// </exception>
    /// <exception cref="InvalidOperationException">A request was lost or completed twice: a fault of the controller.</exception>
    public long Run(IRequestSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            var requests = new DramRequest[CatchUpInterval];
            for (int read; (read = source.Read(requests)) > 0;)
            {
                foreach (ref readonly DramRequest request in requests.AsSpan(0, read))
                    Enter(request);
                CatchUp();
            }

            Finish();
        }
        catch (InputException)
        {
            ReportIssued();
            throw;
        }

        return _count;
    }

    /// <summary>A channel blocks: the others get as far as it did, so that observers learn of every command up to there.</summary>
    private void ReportIssued()
    {
        try
        {
            RunAllTo(_system.Channels.Max(channel => channel.Cycle));
        }
        catch (InputException)
        {
            // Others block too; the first one has been reported.
        }

        _system.FlushCommandsTo(_system.Cycle);
    }

    private void Enter(in DramRequest request)
    {
        _latest = Math.Max(_latest, request.Cycle);
        (int channel, long address) = _system.Mapping.Split(request.Address);
        DramController controller = _system.Channels[channel];
        int slot = _outstanding.Add(_count++, request);
        var local = new DramRequest(
            _system.Policy.SharesFrontEnd ? Math.Max(_latest, _frontEnd) : _latest, address, request.IsWrite);
        var listener = new Listener(this);
        controller.Rules.Enter(ref listener, local, slot);
        _frontEnd = controller.Cycle;
        if (_outstanding.Accept(slot, controller.Cycle))
            Report(slot);
    }

    private void Done(int slot, long cycle)
    {
        if (_outstanding.Done(slot, cycle))
            Report(slot);
    }

    private void Report(int slot)
    {
        (long index, DramRequest request, DramCompletion completion) = _outstanding.Take(slot);
        _sink.Completed(index, request, completion);
    }

    /// <summary>No later request enters before the latest time so far or, with a shared front end, before the last one.</summary>
    private void CatchUp()
    {
        long horizon = _system.Policy.SharesFrontEnd ? _frontEnd : _latest;
        RunAllTo(horizon);
        _system.FlushCommandsTo(_system.Cycle);
    }

    private void RunAllTo(long cycle)
    {
        var listener = new Listener(this);
        foreach (DramController channel in _system.Channels)
            channel.Rules.RunTo(ref listener, cycle);
    }

    /// <summary>
    /// All channels run to the first cycle in which none has anything left to do: one that was done may have a refresh since.
    /// </summary>
    private void Finish()
    {
        long end = _system.Channels.Max(channel => channel.Cycle);
        for (long last = -1; last != end;)
        {
            last = end;
            foreach (DramController channel in _system.Channels)
            {
                var listener = new Listener(this);
                channel.Rules.RunTo(ref listener, end);
                if (channel.Cycle > end)
                    continue; // done there before, and nothing has happened since
                channel.Rules.RunUntilDone(ref listener, untilReturned: true);
                end = channel.Cycle;
                channel.State.Cycle++;
            }
        }

        foreach (DramController channel in _system.Channels)
        {
            channel.Rules.End();
            channel.Rules.CheckConservation();
        }

        _system.FlushCommandsTo(long.MaxValue);
        if (_outstanding.Count > 0)
            throw new InvalidOperationException($"{_outstanding.Count} DRAM requests were accepted and never completed");
    }

    private readonly struct Listener(DramReplay replay) : IDramListener
    {
        public void Accepted(long cycle)
        {
        }

        public void Done(long index, long cycle) => replay.Done((int)index, cycle);
    }
}
