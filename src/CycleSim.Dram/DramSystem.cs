using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.FastForward;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Statistics;
using CycleSim.Kernel;
using CycleSim.Platform;

namespace CycleSim.Dram;

/// <summary>
/// DRAM of any number of channels: a controller for each, and a common clock. Channels do not disturb each other, so each runs ahead by
/// itself; commands are reported in the order of time. Addresses are over all channels, times are DRAM clock cycles.
/// </summary>
public sealed class DramSystem
{
    private readonly DramController[] _channels;
    private readonly ChannelMerger? _merger;

    /// <summary>Makes idle DRAM at cycle 0; all banks are closed.</summary>
    /// <param name="spec">The part and its queues.</param>
    /// <param name="policy">What the controllers choose among legal commands.</param>
    /// <param name="commands">Told of each command; observers must be there already. Null when nobody listens.</param>
    /// <param name="memo">Memo entries that are shared with other runs; null to start empty.</param>
    /// <exception cref="InputException">The part contradicts the policy.</exception>
    public DramSystem(DramSpec spec, DramPolicy policy, Hook<DramCommandRun>? commands = null, RowMemo? memo = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(policy);
        memo ??= new RowMemo();
        _merger = spec.Channels > 1 && commands is not null ? new ChannelMerger(spec.Channels, commands) : null;
        _channels =
        [
            .. Enumerable.Range(0, spec.Channels).Select(channel => new DramController(
                spec, policy, _merger?.HookOf(channel) ?? (spec.Channels == 1 ? commands : null), memo, channel)),
        ];
        Policy = policy;
        Mapping = new AddressMapping(Spec);
    }

    /// <summary>The part, as its policy runs it.</summary>
    public DramSpec Spec => _channels[0].Spec;

    /// <summary>What the controllers choose.</summary>
    public DramPolicy Policy { get; }

    /// <summary>Which burst is where.</summary>
    public AddressMapping Mapping { get; }

    /// <summary>The controllers of the channels.</summary>
    public IReadOnlyList<DramController> Channels => _channels;

    /// <summary>The first cycle that a channel has not simulated yet.</summary>
    public long Cycle => _channels.Min(channel => channel.Cycle);

    /// <summary>What all channels did, each in the cycles before its own present one.</summary>
    public DramTotals Totals => _channels.Select(channel => channel.Totals).Aggregate((a, b) => DramTotals.Sum(a, b));

    /// <summary>Skip repetition in transfers; false visits every cycle in which something happens. Results are the same.</summary>
    public bool FastForward
    {
        get => _channels[0].FastForward;
        set => Array.ForEach(_channels, channel => channel.FastForward = value);
    }

    /// <summary>Cycles in which controllers looked for something to do.</summary>
    public long CyclesVisited => _channels.Sum(channel => channel.CyclesVisited);

    /// <summary>Segments of rows that were memo hits.</summary>
    public long RowSegmentHits => _channels.Sum(channel => channel.RowSegmentHits);

    /// <summary>Moves runs of bursts that are all requested at once; in each channel they enter in order, at most one a cycle.</summary>
    /// <param name="cycle">Cycle of the request, not before the end of the last transfer.</param>
    /// <param name="baseBurst">Burst address that the runs count from.</param>
    /// <param name="runs">Bursts, ascending, none twice.</param>
    /// <param name="isWrite">Direction.</param>
    /// <returns>The cycle after the last data; after the last acceptance where the policy leaves writes in the buffer.</returns>
    /// <exception cref="InputException">Simulated time ends before the last data.</exception>
    public long Transfer(long cycle, long baseBurst, IReadOnlyList<BurstRun> runs, bool isWrite)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (_channels.Length == 1)
            return _channels[0].Transfer(cycle, baseBurst, runs, isWrite);
        long end = cycle;
        for (int channel = 0; channel < _channels.Length; channel++)
        {
            IReadOnlyList<BurstRun> own = RunsOf(channel, baseBurst, runs);
            if (own.Count > 0)
                end = Math.Max(end, _channels[channel].Transfer(cycle, 0, own, isWrite));
        }

        _merger?.FlushTo(Cycle);
        return end;
    }

    /// <summary>
    /// Moves bursts as <see cref="Transfer(long, long, IReadOnlyList{BurstRun}, bool)"/> does, and says when each moved: nothing is
    /// skipped.
    /// </summary>
    /// <param name="cycle">Cycle of the request, not before the end of the last transfer.</param>
    /// <param name="runs">Bursts, ascending, none twice.</param>
    /// <param name="isWrite">Direction.</param>
    /// <param name="end">The cycle after the last data; after the last acceptance where the policy leaves writes in the buffer.</param>
    /// <returns>Acceptance and completion of each burst, in order.</returns>
    /// <exception cref="InputException">Simulated time ends before the last data.</exception>
    public DramCompletion[] Transfer(long cycle, IReadOnlyList<BurstRun> runs, bool isWrite, out long end)
    {
        ArgumentNullException.ThrowIfNull(runs);
        List<DramRequest>[] requests = [.. _channels.Select(_ => new List<DramRequest>())];
        List<int> channelOf = [];
        foreach (BurstRun run in runs)
        {
            for (long burst = run.First; burst < run.End; burst++)
            {
                (int channel, long address) = Mapping.Split(burst * Spec.BurstBytes);
                requests[channel].Add(new DramRequest(cycle, address, isWrite));
                channelOf.Add(channel);
            }
        }

        end = cycle;
        var done = new DramCompletion[_channels.Length][];
        for (int channel = 0; channel < _channels.Length; channel++)
        {
            if (requests[channel].Count == 0)
                continue;
            done[channel] = _channels[channel].Transfer([.. requests[channel]], out long channelEnd);
            end = Math.Max(end, channelEnd);
        }

        _merger?.FlushTo(Cycle);
        var next = new int[_channels.Length];
        return [.. channelOf.Select(channel => done[channel][next[channel]++])];
    }

    /// <summary>Lets time pass up to a cycle: refreshes that fall due before it, and what is left in the queues.</summary>
    /// <exception cref="InputException">Simulated time ends before that cycle.</exception>
    public void AdvanceTo(long cycle)
    {
        foreach (DramController channel in _channels)
            channel.AdvanceTo(cycle);
        _merger?.FlushTo(Cycle);
    }

    /// <summary>
    /// Runs up to the cycle in which one of the clients may do something new, or until nothing is left to do. Every command is simulated
    /// in detail: what comes next is not known, so nothing is known to repeat. All channels must be at the same cycle.
    /// </summary>
    /// <param name="clients">Who makes requests.</param>
    /// <exception cref="InputException">Simulated time ends before that, or the policy blocks for ever.</exception>
    public void ServeClients(IDramClients clients)
    {
        ArgumentNullException.ThrowIfNull(clients);
        new ClientLoop(this, clients).Run();
        _merger?.FlushTo(Cycle);
    }

    /// <summary>Commands before a cycle have been made by every channel: observers learn of them.</summary>
    internal void FlushCommandsTo(long cycle) => _merger?.FlushTo(cycle);

    /// <summary>The bursts of a transfer that lie in a channel, in the channel's own addresses.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="baseBurst">Burst address that the runs count from.</param>
    /// <param name="runs">Bursts, ascending, none twice.</param>
    public IReadOnlyList<BurstRun> RunsOf(int channel, long baseBurst, IReadOnlyList<BurstRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        List<BurstRun> own = [];
        foreach (BurstRun run in runs)
        {
            long first = Mapping.CountBelow(baseBurst + run.First, channel);
            long end = Mapping.CountBelow(baseBurst + run.End, channel);
            if (end == first)
                continue;
            if (own.Count > 0 && own[^1].End == first)
                own[^1] = own[^1] with { Count = end - own[^1].First };
            else
                own.Add(new BurstRun(first, end - first));
        }

        return own;
    }
}
