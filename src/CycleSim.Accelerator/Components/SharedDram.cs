using CycleSim.Dram;
using CycleSim.Dram.Requests;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// DRAM that the DMA engine shares with other components. It works ahead only to the horizon of those who share it: the earliest time at
/// which one of them can make a request, or at which an operation can end, whose share of refresh and background is counted then.
/// </summary>
internal sealed class SharedDram : IEventHandler
{
    private readonly Simulation _simulation;
    private readonly MachineClock _clock;
    private readonly DramSystem _dram;
    private readonly DramArbiter[] _channels;
    private readonly List<DramPort> _ports = [];
    private Event? _transferEnd;
    private EventHandle? _continuation;
    private readonly Clients _clients;
    private long _stopPs;

    internal SharedDram(Simulation simulation, MachineClock clock, DramSystem dram)
    {
        _simulation = simulation;
        _clock = clock;
        _dram = dram;
        _clients = new Clients(this);
        _channels = [.. dram.Channels.Select(_ => new DramArbiter(FinishRequest, FinishTransfer))];
    }

    /// <summary>Current simulated time, ps.</summary>
    internal long NowPs => _simulation.NowPs;

    /// <summary>Gives a client access.</summary>
    internal DramPort Connect(string name)
    {
        var port = new DramPort(this, name);
        _ports.Add(port);
        return port;
    }

    /// <summary>A client makes a request.</summary>
    /// <returns>An event that happens when it is done.</returns>
    internal Event Request(DramPort port, long address, bool isWrite)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(address);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(address, _dram.Spec.CapacityBytes);
        // DRAM may have worked ahead to the promised time: an earlier request would come too late.
        if (_simulation.NowPs < port.NextRequestPs)
        {
            throw new InvalidOperationException(
                $"DRAM port '{port.Name}' makes a request at {_simulation.NowPs} ps and had promised none before {port.NextRequestPs} ps");
        }

        var done = new Event(_simulation, isWrite ? $"a DRAM write of '{port.Name}'" : $"a DRAM read of '{port.Name}'");
        (int channel, long local) = _dram.Mapping.Split(address);
        _channels[channel].Add(
            new PortRequest(new DramRequest(_clock.DramCycleFromPs(_simulation.NowPs), local, isWrite), done));
        ContinueNow();
        return done;
    }

    /// <summary>The DMA engine starts a transfer.</summary>
    /// <returns>An event that happens in the core cycle after the last data.</returns>
    internal Event Transfer(long cycle, long baseBurst, IReadOnlyList<BurstRun> runs, bool isWrite)
    {
        int burstBytes = _dram.Spec.BurstBytes;
        _transferEnd = new Event(_simulation, "the end of a DRAM transfer");
        for (int channel = 0; channel < _channels.Length; channel++)
        {
            IReadOnlyList<BurstRun> own = _dram.RunsOf(channel, baseBurst, runs);
            if (own.Count > 0)
                _channels[channel].Start(new SharedTransfer(new BurstTransfer(cycle, 0, own, isWrite, burstBytes), burstBytes));
        }

        Event end = _transferEnd;
        ContinueNow();
        return end;
    }

    /// <summary>Simulates DRAM up to a cycle that time has reached.</summary>
    internal void AdvanceTo(long cycle) => Serve(_clock.DramPs(cycle));

    /// <inheritdoc />
    void IEventHandler.Handle(Simulation simulation, in EventPayload payload)
    {
        _continuation = null;
        Continue();
    }

    /// <summary>Continues once everybody who acts at this time has done so: then the horizon lies ahead.</summary>
    private void ContinueNow() => ContinueAt(_simulation.NowPs);

    private void ContinueAt(long ps)
    {
        if (_continuation is { } pending)
            _simulation.Cancel(pending);
        _continuation = _simulation.ScheduleCancellable(ps - _simulation.NowPs, this, default, Simulation.MaxPriority);
    }

    private void Continue()
    {
        Serve(Horizon());
        if (!_channels.All(channel => channel.IsIdle))
            ContinueAt(Math.Max(_simulation.NowPs, _stopPs));
    }

    /// <summary>Simulates DRAM up to a time, or to when somebody gets what he waits for: <see cref="_stopPs"/> says which.</summary>
    private void Serve(long stopPs)
    {
        _stopPs = stopPs;
        _dram.ServeClients(_clients);
    }

    /// <summary>
    /// Before this time nobody asks for anything new, and no operation ends. While a transfer is under way the DMA engine starts no other
    /// one, and its operation cannot end. Otherwise the next event of the simulation may start something, and so may a port that promises
    /// nothing.
    /// </summary>
    private long Horizon()
    {
        long next = _simulation.Peek();
        long horizon = HasTransfer ? long.MaxValue : next;
        foreach (DramPort port in _ports)
            horizon = Math.Min(horizon, Math.Max(port.NextRequestPs, next));
        return horizon;
    }

    private void FinishRequest(PortRequest request, long cycle) => HappensAt(request.Done, _clock.DramPs(cycle));

    private bool HasTransfer => Array.Exists(_channels, channel => channel.HasTransfer);

    /// <summary>A transfer ends with the last of its channels.</summary>
    private void FinishTransfer()
    {
        if (!HasTransfer)
            HappensAt(_transferEnd!, _clock.Ps(_clock.CycleFrom(_channels.Max(channel => channel.TransferEnd))));
    }

    /// <summary>Whoever waits for this may act then: nothing beyond is simulated before.</summary>
    private void HappensAt(Event done, long ps)
    {
        _stopPs = Math.Min(_stopPs, ps);
        new Kernel.Timeout(_simulation, ps - _simulation.NowPs).AddCallback(_ => done.Succeed());
    }

    /// <summary>The clients as the controllers see them.</summary>
    private sealed class Clients(SharedDram dram) : IDramClients
    {
        public long StopCycle => dram._clock.DramCycleAtPs(dram._stopPs);

        public bool NeedsWrites(int channel) => dram._channels[channel].NeedsWrites;

        public bool TryPeek(int channel, long cycle, out DramRequest request, out long nextArrival) =>
            dram._channels[channel].TryPeek(cycle, out request, out nextArrival);

        public void Accepted(int channel, long cycle) => dram._channels[channel].Accepted(cycle);

        public void Done(int channel, long index, long cycle) => dram._channels[channel].Done(index, cycle);

        public void Written(int channel, long burst, long cycle) => dram._channels[channel].Written(burst, cycle);
    }
}
