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
/// The controller of one channel, event-driven and command by command. What is legal comes from the standard of the part, what is chosen
/// from a <see cref="DramPolicy"/>; with <see cref="DramPolicy.Dramsim3"/> it issues what DRAMsim3 issues, in the same cycles. Addresses
/// are those of the channel, times are DRAM clock cycles. DRAM of several channels is a <see cref="DramSystem"/>.
/// </summary>
public sealed class DramController
{
    private readonly ChannelState _state;
    private readonly SteadyStream _steady;
    private readonly MemoizedRows _rows;

    /// <summary>Makes an idle controller at cycle 0; all banks are closed.</summary>
    /// <param name="spec">The part and its queues.</param>
    /// <param name="policy">What it chooses among legal commands.</param>
    /// <param name="commands">Told of each command, in order; null when nobody listens.</param>
    /// <param name="memo">
    /// Memo entries that it shares with earlier controllers (policies with JEDEC's rules only); null to start empty.
    /// </param>
    /// <param name="channel">Number of the channel, which its commands carry.</param>
    /// <exception cref="InputException">The part contradicts the policy.</exception>
    public DramController(
        DramSpec spec, DramPolicy policy, Hook<DramCommandRun>? commands = null, RowMemo? memo = null, int channel = 0)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(policy);
        Spec = policy.Apply(spec);
        _state = new ChannelState(Spec, policy, new CommandLog(commands ?? new Hook<DramCommandRun>()), channel);
        var recording = new RowSegmentRecording(_state);
        _steady = new SteadyStream(Spec, _state);
        _rows = new MemoizedRows(Spec, _state, recording, policy == DramPolicy.Dramsim3 ? new() : memo?.Of(Spec) ?? new());
        Rules = new ChannelController(_state);
    }

    /// <summary>What happened in the cycles before the present one.</summary>
    public DramTotals Totals => _state.TotalsNow();

    /// <summary>The part that it controls, as its policy runs it.</summary>
    public DramSpec Spec { get; }

    /// <summary>
    /// The present cycle: once <see cref="Serve"/> or <see cref="AdvanceTo"/> returns, observers have seen every command before it and none
    /// from it on.
    /// </summary>
    public long Cycle => _state.Cycle;

    /// <summary>Skip repetition in transfers; false visits every cycle in which something happens. Results are the same.</summary>
    public bool FastForward { get; set; } = true;

    /// <summary>Cycles in which the controller looked for something to do.</summary>
    public long CyclesVisited => Rules.CyclesVisited;

    /// <summary>Segments of rows that were memo hits: their commands were issued at once.</summary>
    public long RowSegmentHits => _rows.RowSegmentHits;

    /// <summary>The rules, without shortcuts.</summary>
    internal ChannelController Rules { get; }

    /// <summary>What the rules know.</summary>
    internal ChannelState State => _state;

    /// <summary>Runs a list of requests to the end. They enter in order, at most one a cycle; the head blocks.</summary>
    /// <returns>Acceptance and completion of each request.</returns>
    /// <exception cref="InputException">
    /// The policy blocks for ever, as <see cref="DramPolicy.Dramsim3"/> can, or simulated time ends before the last request is done.
    /// </exception>
    /// <exception cref="InvalidOperationException">A request was lost or completed twice: a fault of the controller.</exception>
    public DramCompletion[] Replay(DramRequest[] requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var completions = new DramCompletion[requests.Length];
        var traffic = new TimedRequests(requests, completions, Spec.BurstBytes);
        Serve(ref traffic, untilReturned: true);
        traffic.CheckComplete();
        return completions;
    }

    /// <summary>Moves runs of bursts that are all requested at once; they enter in order, at most one a cycle.</summary>
    /// <param name="cycle">Cycle of the request, not before the end of the last transfer.</param>
    /// <param name="baseBurst">Burst address that the runs count from.</param>
    /// <param name="runs">Bursts, ascending, none twice.</param>
    /// <param name="isWrite">Direction.</param>
    /// <returns>The cycle after the last data; after the last acceptance where the policy leaves writes in the buffer.</returns>
    /// <exception cref="InputException">Simulated time ends before the last data.</exception>
    /// <exception cref="InvalidOperationException">A burst was lost: a fault of the controller.</exception>
    public long Transfer(long cycle, long baseBurst, IReadOnlyList<BurstRun> runs, bool isWrite)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var traffic = new BurstTransfer(cycle, baseBurst, runs, isWrite, Spec.BurstBytes);
        Serve(ref traffic, untilReturned: false);
        traffic.CheckAccepted(_state.Arrivals - _state.FirstArrival);
        return Math.Max(_state.Cycle, _state.DataEnd);
    }

    /// <summary>
    /// Moves bursts that are all requested at once, as <see cref="Transfer(long, long, IReadOnlyList{BurstRun}, bool)"/> does, and says
    /// when each moved: nothing is skipped.
    /// </summary>
    /// <param name="requests">Requests of one cycle, not before the end of the last transfer, and of one direction.</param>
    /// <param name="end">The cycle after the last data; after the last acceptance where the policy leaves writes in the buffer.</param>
    /// <returns>Acceptance and completion of each request.</returns>
    /// <exception cref="InputException">Simulated time ends before the last data.</exception>
    public DramCompletion[] Transfer(DramRequest[] requests, out long end)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var completions = new DramCompletion[requests.Length];
        var traffic = new TimedRequests(requests, completions, Spec.BurstBytes);
        var none = default(NoShortcut);
        Rules.Serve(ref traffic, ref none, untilReturned: false);
        traffic.CheckComplete();
        end = Math.Max(_state.Cycle, _state.DataEnd);
        return completions;
    }

    /// <summary>Lets time pass up to a cycle: refreshes that fall due before it, and what is left in the queues.</summary>
    /// <exception cref="InputException">Simulated time ends before that cycle.</exception>
    public void AdvanceTo(long cycle)
    {
        var nobody = default(NoListener);
        Rules.RunTo(ref nobody, cycle);
    }

    /// <summary>
    /// Runs until the traffic has entered and its commands are issued, or also until all data have returned; only then it is told of every
    /// completion.
    /// </summary>
    public void Serve<TTraffic>(ref TTraffic traffic, bool untilReturned)
        where TTraffic : struct, IDramTraffic
    {
        // Shortcuts look at the banks that requests wait for, not at idle ranks, which are powered down meanwhile.
        if (FastForward && Spec.PowerDown == PowerDownSpec.Off)
        {
            var shortcuts = new StreamShortcuts(_state, _steady, _rows);
            Rules.Serve(ref traffic, ref shortcuts, untilReturned);
        }
        else
        {
            var none = default(NoShortcut);
            Rules.Serve(ref traffic, ref none, untilReturned);
        }
    }
}
