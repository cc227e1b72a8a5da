using CycleSim.Dram.Control;
using CycleSim.Dram.Requests;

namespace CycleSim.Dram;

/// <summary>Serves clients whose requests are not known in advance: all channels visit the same cycles.</summary>
internal sealed class ClientLoop
{
    private readonly DramSystem _system;
    private readonly IDramClients _clients;

    /// <summary>Starts at the present cycle.</summary>
    internal ClientLoop(DramSystem system, IDramClients clients)
    {
        (_system, _clients) = (system, clients);
        foreach (DramController channel in system.Channels)
        {
            channel.State.FirstArrival = 0;
            channel.State.LastProgress = channel.State.Cycle;
            channel.Rules.TryTakeWritten(out _, out _);
        }
    }

    /// <summary>Runs until a client may act, or nothing is left to do.</summary>
    internal void Run()
    {
        while (_system.Channels[0].Cycle < _clients.StopCycle)
        {
            long wake = long.MaxValue;
            bool active = false;
            bool isDone = true;
            for (int channel = 0; channel < _system.Channels.Count; channel++)
                isDone &= VisitChannel(channel, ref wake, ref active);
            MoveOn(active || isDone, Math.Min(wake, _clients.StopCycle));
            if (isDone)
                break; // the last command may have this cycle: another look would issue a second one
        }

        foreach (DramController channel in _system.Channels)
            channel.Rules.End();
    }

    /// <summary>Visits the present cycle of a channel; returns whether nothing is left to do there.</summary>
    private bool VisitChannel(int channel, ref long wake, ref bool active)
    {
        ChannelController rules = _system.Channels[channel].Rules;
        var listener = new Listener(_clients, channel);
        if (_clients.NeedsWrites(channel))
            rules.DrainWrites();
        bool hasActed = rules.Step(ref listener, ref wake);
        if (rules.TryTakeWritten(out long written, out long dataEnd))
            _clients.Written(channel, written, dataEnd);
        bool waits = _clients.TryPeek(channel, _system.Channels[channel].Cycle, out DramRequest request, out long nextArrival);
        wake = Math.Min(wake, nextArrival);
        if (waits && rules.TryAccept(ref listener, request))
            hasActed = true;
        else if (waits)
            rules.CheckMoving();
        active |= hasActed;
        return !waits && nextArrival == long.MaxValue && rules.IsDone(untilReturned: false);
    }

    /// <summary>
    /// After a cycle in which something happened a client may act in the next. With several channels every refresh is visited: one that
    /// acts may let a client act, and then another must not be ahead.
    /// </summary>
    private void MoveOn(bool active, long wake)
    {
        if (!active && _system.Channels.Count == 1)
        {
            _system.Channels[0].Rules.MoveOn(active: false, wake, long.MaxValue);
            return;
        }

        long next = active
            ? _system.Channels[0].Cycle + 1
            : Math.Min(wake, _system.Channels.Min(channel => channel.State.Refresh.NextDue));
        foreach (DramController channel in _system.Channels)
            channel.State.Cycle = next;
    }

    private readonly struct Listener(IDramClients clients, int channel) : IDramListener
    {
        public void Accepted(long cycle) => clients.Accepted(channel, cycle);

        public void Done(long index, long cycle) => clients.Done(channel, index, cycle);
    }
}
