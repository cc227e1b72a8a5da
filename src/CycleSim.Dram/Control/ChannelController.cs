using CycleSim.Dram.Requests;

namespace CycleSim.Dram.Control;

/// <summary>
/// The controller of a channel, as its rules read. A cycle: refreshes fall due; a command is issued; the data of a read are on their way
/// back; a request moves to the queue of its bank; a request is accepted, to be moved in the next cycle at the earliest. Only cycles in
/// which something can happen are visited. All times are DRAM clock cycles.
/// </summary>
internal sealed class ChannelController
{
    private readonly ChannelState _state;
    private readonly RefreshUnit _refresh;
    private readonly IdleRefreshes _idleRefreshes;
    private readonly IdleRounds _idleRounds;
    private readonly RequestIntake _intake;
    private readonly CommandUnit _commands;
    private readonly RequestMover _mover;
    private readonly ProgressCheck _check;

    /// <summary>An idle controller.</summary>
    /// <param name="state">The channel.</param>
    internal ChannelController(ChannelState state)
    {
        _state = state;
        _refresh = new RefreshUnit(state);
        _idleRefreshes = new IdleRefreshes(state);
        _intake = new RequestIntake(state);
        var power = new PowerUnit(state);
        _idleRounds = new IdleRounds(state, power);
        _commands = new CommandUnit(state, _refresh, power, _intake);
        _mover = new RequestMover(state);
        _check = new ProgressCheck(state);
    }

    /// <summary>Cycles in which the controller looked for something to do.</summary>
    internal long CyclesVisited { get; private set; }

    /// <summary>
    /// Runs until the traffic has entered and its commands are issued, or also until all data have returned; only then it is told of every
    /// completion.
    /// </summary>
    internal void Serve<TTraffic, TShortcut>(ref TTraffic traffic, ref TShortcut shortcut, bool untilReturned)
        where TTraffic : struct, IDramTraffic
        where TShortcut : struct, IStreamShortcut
    {
        _state.FirstArrival = _state.Arrivals;
        _state.LastProgress = _state.Cycle;
        shortcut.Start(_commands.IsStateless, untilReturned);
        bool more = traffic.TryPeek(out DramRequest next);
        bool isDone = false;
        while (more)
        {
            WaitForRoom(ref traffic, next);
            if (!shortcut.TryReplace(ref traffic, ref next, ref more))
            {
                bool isWrite = next.IsWrite;
                _intake.Accept(ref traffic, next, _state.Cycle + 1);
                more = traffic.TryPeek(out next);
                shortcut.Accepted(isWrite, ref traffic, ref next, ref more);
            }

            // Then the last command has this cycle: another look would issue a second one.
            isDone = shortcut.HasDrained && IsDone(untilReturned);
            if (!isDone)
                _state.Cycle++;
        }

        if (!isDone)
            RunUntilDone(ref traffic, untilReturned);
        shortcut.End();
        _state.Cycle++;
        End();
        _check.CheckConservation();
    }

    /// <summary>Runs up to the first cycle in which a request may enter and there is room for it, and accepts it.</summary>
    /// <param name="listener">Told of this and earlier requests.</param>
    /// <param name="request">The request; its cycle is the first in which it may enter.</param>
    /// <param name="tag">By which the listener knows it.</param>
    internal void Enter<TListener>(ref TListener listener, in DramRequest request, long tag)
        where TListener : struct, IDramListener
    {
        WaitForRoom(ref listener, request);
        _intake.Accept(ref listener, request, _state.Cycle + 1, tag);
        _state.Cycle++;
    }

    /// <summary>Runs all cycles before a cycle.</summary>
    internal void RunTo<TListener>(ref TListener listener, long cycle)
        where TListener : struct, IDramListener
    {
        while (_state.Cycle < cycle)
        {
            long wake = long.MaxValue;
            bool active = Step(ref listener, ref wake);
            if (active || !_idleRounds.TrySkipTo(cycle))
                MoveOn(active, wake, cycle);
        }

        End();
    }

    /// <summary>
    /// Runs up to the first cycle, not before the present one, after which nothing is left to do and all data have returned. That cycle
    /// is the present one then, and what it does is done.
    /// </summary>
    internal void RunUntilDone<TListener>(ref TListener listener, bool untilReturned)
        where TListener : struct, IDramListener
    {
        while (true)
        {
            long wake = long.MaxValue;
            bool active = Step(ref listener, ref wake);
            if (IsDone(untilReturned))
                return;
            _check.CheckMoving();
            MoveOn(active, wake, Math.Max(_state.Cycle + 1, _state.LastReturn));
        }
    }

    /// <summary>What the present cycle does apart from accepting a request; lowers wake to when something can happen next.</summary>
    /// <returns>Something has happened.</returns>
    internal bool Step<TListener>(ref TListener listener, ref long wake)
        where TListener : struct, IDramListener
    {
        CyclesVisited++;
        _refresh.FallDue();
        bool active = _commands.TryIssue(ref wake);
        _intake.Return(ref listener);
        return _mover.MoveOne() | active;
    }

    /// <summary>Accepts a request in the present cycle, if there is room.</summary>
    internal bool TryAccept<TListener>(ref TListener listener, in DramRequest request)
        where TListener : struct, IDramListener
    {
        if (!_intake.HasRoom(request.IsWrite))
            return false;
        _intake.Accept(ref listener, request, _state.Cycle + 1);
        return true;
    }

    /// <summary>Moves on to the next cycle in which something can happen.</summary>
    /// <param name="active">Something has happened in the present cycle.</param>
    /// <param name="wake">When, without any change, something else than a refresh can happen.</param>
    /// <param name="bound">First cycle in which something from outside can happen.</param>
    internal void MoveOn(bool active, long wake, long bound)
    {
        _state.Cycle = active ? FirstActive(_state.Cycle + 1, bound) : FirstAfterIdle(Math.Min(wake, bound));
    }

    /// <summary>
    /// The first cycle in which something can happen, if that needs no visit to be known: what has changed may let a command leave or a
    /// request move, so these are looked at; where more than that decides, no cycle is passed over.
    /// </summary>
    /// <param name="from">First cycle that has not been visited.</param>
    /// <param name="bound">First cycle in which something from outside can happen.</param>
    private long FirstActive(long from, long bound)
    {
        bool mustLook = bound <= from || _mover.MayMove || !_commands.TryLookAhead(from, ref bound);
        return mustLook ? from : FirstAfterIdle(bound);
    }

    /// <summary>
    /// The cycle in which something else or a refresh comes, whichever is first. Refreshes of an idle channel before it are counted, not
    /// visited.
    /// </summary>
    /// <param name="bound">First cycle in which something else than a refresh can happen.</param>
    private long FirstAfterIdle(long bound)
    {
        _idleRefreshes.SkipTo(bound);
        return Math.Min(bound, _state.Refresh.NextDue);
    }

    /// <summary>Nothing is left to do.</summary>
    internal bool IsDone(bool untilReturned) =>
        _state.Queues.Waiting == 0 && _state.Reads.Count == 0 && _state.Draining == 0
        && _state.Writes.Count <= _state.Policy.IdleDrainThreshold
        && (!untilReturned || (_state.LastReturn <= _state.Cycle && !(_state.Refresh.IsDue && _refresh.KeepsUp)));

    /// <summary>A write that somebody waits for is in the buffer: reads that keep coming would hold it there for ever.</summary>
    internal void DrainWrites()
    {
        if (_state.Draining == 0 && (_state.Reads.Count > 0 || _state.Policy.IdleDrainThreshold > 0))
            _state.Draining = _state.Writes.Count;
    }

    /// <summary>The burst of the write that was issued since the last call, and the end of its data.</summary>
    internal bool TryTakeWritten(out long burst, out long dataEnd)
    {
        (burst, dataEnd) = (_commands.WrittenBurst, _state.DataEnd);
        _commands.WrittenBurst = -1;
        return burst >= 0;
    }

    /// <summary>A request waits: it must not wait for ever.</summary>
    internal void CheckMoving() => _check.CheckMoving();

    /// <summary>Each request that entered must be accounted for.</summary>
    internal void CheckConservation() => _check.CheckConservation();

    /// <summary>Tells observers of all commands, and checks that simulated time has not ended.</summary>
    internal void End()
    {
        _state.FlushLog();
        _check.CheckTime();
    }

    private void WaitForRoom<TListener>(ref TListener listener, in DramRequest next)
        where TListener : struct, IDramListener
    {
        if (next.Cycle <= _state.Cycle && !_intake.HasRoom(next.IsWrite))
            _state.Cycle = FirstActive(_state.Cycle, long.MaxValue);
        while (true)
        {
            (long wake, long bound) = (long.MaxValue, long.MaxValue);
            bool active = Step(ref listener, ref wake);
            if (next.Cycle > _state.Cycle)
            {
                bound = next.Cycle;
                if (IsDone(untilReturned: false))
                    _state.LastProgress = next.Cycle; // with nothing else to do, waiting for a request is no lack of progress
                else
                    _check.CheckMoving();
            }
            else
            {
                _check.CheckMoving();
                if (_intake.HasRoom(next.IsWrite))
                    return;
            }

            if (active || !_idleRounds.TrySkipTo(next.Cycle))
                MoveOn(active, wake, bound);
        }
    }
}
