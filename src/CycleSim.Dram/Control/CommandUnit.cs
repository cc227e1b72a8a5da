using CycleSim.Dram.Policies;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Control;

/// <summary>
/// Issues commands: one a cycle, or one row command and one column command where the part has a bus for each. What a refresh needs comes
/// before what requests need.
/// </summary>
internal sealed class CommandUnit
{
    private readonly ChannelState _state;
    private readonly RefreshUnit _refresh;
    private readonly PowerUnit _power;
    private readonly RequestIntake _intake;
    private readonly CommandChooser _chooser;
    private readonly bool _searchesOnce;

    internal CommandUnit(ChannelState state, RefreshUnit refresh, PowerUnit power, RequestIntake intake)
    {
        (_state, _refresh, _power, _intake) = (state, refresh, power, intake);
        IScheduler scheduler = Schedulers.All.Get(state.Spec.Scheduler);
        _chooser = scheduler.Start(state.Queues.Count);
        IsStateless = scheduler.IsStateless;
        _searchesOnce = state.Policy.Rules == TimingRules.Dramsim3;
    }

    /// <summary>What is chosen depends only on the candidates.</summary>
    internal bool IsStateless { get; }

    /// <summary>Burst of the write that was just issued; -1 when there is none.</summary>
    internal long WrittenBurst { get; set; } = -1;

    /// <summary>Issues what is legal now; otherwise lowers wake to the first cycle in which something is.</summary>
    internal bool TryIssue(ref long wake)
    {
        if (_power.IsOn)
            _power.Observe();
        CommandClasses issued = _refresh.TryIssue(ref wake) || (_power.IsOn && _power.TryIssue(ref wake))
            ? CommandClasses.Row
            : TryIssueQueued(CommandClasses.All, CommandClasses.All, ref wake);
        if (issued == CommandClasses.None)
            return false;
        if (_state.Spec.HasDualCommand)
            TryIssueSecond(issued, ref wake);
        return true;
    }

    /// <summary>
    /// Finds out when the next command for a request may be legal, if nothing but what has been issued decides it: no refresh is due and no
    /// rank can be powered down.
    /// </summary>
    /// <param name="cycle">The first cycle in which one may leave.</param>
    /// <param name="wake">Lowered to when one may be legal.</param>
    /// <returns>False when one is legal in that cycle, or when more decides.</returns>
    internal bool TryLookAhead(long cycle, ref long wake) =>
        !_power.IsOn && !_state.Refresh.IsDue && !_state.Queues.AnyLegal(cycle, ref wake);

    /// <summary>
    /// The other bus takes a command too. DRAMsim3 looks for any one and drops it if it needs the first bus; its round robin has moved on.
    /// </summary>
    private void TryIssueSecond(CommandClasses first, ref long wake)
    {
        CommandClasses other = CommandClasses.All & ~first;
        if (TryIssueQueued(_searchesOnce ? CommandClasses.All : other, other, ref wake) != CommandClasses.None)
            _state.Totals.DualCommandCycles++;
    }

    /// <summary>Chooses among the commands of some classes, and issues what was chosen if its class is among others.</summary>
    private CommandClasses TryIssueQueued(CommandClasses searched, CommandClasses allowed, ref long wake)
    {
        ReadOnlySpan<CommandCandidate> candidates = _state.Queues.Candidates(
            _state.Cycle, searched, _chooser.FirstBank, ref wake);
        if (candidates.IsEmpty)
            return CommandClasses.None;
        ref readonly CommandCandidate chosen = ref candidates[_chooser.Choose(candidates, _state.Cycle)];
        return (ClassOf(chosen) & allowed) != 0 ? Issue(chosen) : CommandClasses.None;
    }

    private static CommandClasses ClassOf(in CommandCandidate command) => command.IsColumn ? CommandClasses.Column : CommandClasses.Row;

    private CommandClasses Issue(in CommandCandidate command)
    {
        switch (command.Kind)
        {
            case DramCommandKind.Activate:
                _state.EnterActivate(command.Bank, _state.Queues[command.Bank].At(0).Row, _state.Cycle);
                break;
            case DramCommandKind.Precharge:
                _state.EnterPrecharge(command.Bank, _state.Queues[command.Bank].Count > 0, _state.Cycle);
                break;
            default:
                AccessColumn(command);
                break;
        }

        return ClassOf(command);
    }

    private void AccessColumn(in CommandCandidate command)
    {
        ushort slot = _state.Queues[command.Bank].Take(command.Position);
        _state.LastProgress = _state.Cycle;
        ref WaitingRequest request = ref _state.Requests[slot];
        if (request.IsWrite)
        {
            _state.PendingWrites.Remove(request.Burst);
            WrittenBurst = request.Burst;
        }
        else
        {
            _state.PendingReads.Remove(request.Burst);
            _intake.Returns(request.Readers, _state.DataEndOf(isWrite: false, _state.Cycle));
        }

        _state.EnterColumns(command.Kind, command.Bank, request.Row, request.Column, _state.Cycle, 1, 0);
        _state.Requests.Free(slot);
    }
}
