using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace CycleSim.Kernel;

/// <summary>
/// A component written as an iterator: its body yields what to wait for and continues when that has happened. The
/// process is itself an event that succeeds when the body ends and fails when the body throws.
/// </summary>
/// <remarks>
/// An iterator cannot have an exception thrown into it, so a failed event or an interrupt becomes a fault that the body
/// must ask for after the yield, with <see cref="HandleFault()"/> or <see cref="HandleInterrupt"/>. A body that continues
/// to the next yield or to its end without having done so fails: a fault is never lost silently.
/// </remarks>
public sealed class Process : Event, IEventHandler, IEventListener
{
    private const int ResumeKind = 1;
    private const int StartKind = 2;
    private const int InterruptKind = 3;

    private readonly IEnumerator<Wait> _body;
    private readonly int _priority;
    private Queue<InterruptedException>? _interrupts;
    private Exception? _fault;
    private Event? _awaited;
    private EventHandle _delay;
    private long _delayPs;
    private ProcessState _processState;

    internal Process(Simulation simulation, IEnumerator<Wait> body, string name, int priority)
        : base(simulation, name)
    {
        _body = body;
        _priority = priority;
        WaitingSincePs = simulation.NowPs;
        simulation.Schedule(0, this, new EventPayload(StartKind), priority);
    }

    private enum ProcessState : byte
    {
        NotStarted,
        Delayed,
        Waiting,
        Active,
        Ended,
    }

    /// <summary>Name of the process.</summary>
    public new string Name => base.Name!;

    /// <summary>Whether the body has not ended yet.</summary>
    public bool IsAlive => _processState != ProcessState.Ended;

    /// <summary>The event that the process waits for, or null while it runs, is delayed or has ended.</summary>
    public Event? Target => _processState == ProcessState.Waiting ? _awaited : null;

    /// <summary>When the current wait started, in ps.</summary>
    public long WaitingSincePs { get; private set; }

    // Links of the simulation's list of living processes, in the order of starting.
    internal Process? NextAlive { get; set; }

    internal Process? PreviousAlive { get; set; }

    /// <summary>
    /// Interrupts the process: what it waits for is abandoned, and it continues at the current time, before everything
    /// else, with a fault (see <see cref="HandleInterrupt"/>). A process that was not started yet runs to its first
    /// yield before it is interrupted.
    /// </summary>
    /// <param name="cause">Anything that tells the process why.</param>
    /// <exception cref="InvalidOperationException">The process has ended, or it tries to interrupt itself.</exception>
    public void Interrupt(object? cause = null)
    {
        if (!IsAlive)
            throw new InvalidOperationException($"Process '{Name}' has ended and cannot be interrupted.");
        if (ReferenceEquals(Simulation.ActiveProcess, this))
            throw new InvalidOperationException($"Process '{Name}' cannot interrupt itself.");
        (_interrupts ??= new Queue<InterruptedException>()).Enqueue(new InterruptedException(cause));
        Simulation.ScheduleUrgent(this, new EventPayload(InterruptKind));
    }

    /// <summary>Asks, after a yield, whether the wait ended by a fault, and takes responsibility for it.</summary>
    /// <returns>True if the awaited event failed or the process was interrupted.</returns>
    public bool HandleFault() => HandleFault(out _);

    /// <summary>Asks, after a yield, whether the wait ended by a fault, and takes responsibility for it.</summary>
    /// <param name="fault">The exception of the failed event, or an <see cref="InterruptedException"/>.</param>
    /// <returns>True if the awaited event failed or the process was interrupted.</returns>
    public bool HandleFault([NotNullWhen(true)] out Exception? fault)
    {
        fault = _fault;
        _fault = null;
        return fault is not null;
    }

    /// <summary>
    /// Asks, after a yield, whether the wait ended by an interrupt, and takes responsibility for it. Other faults are
    /// left for <see cref="HandleFault()"/>.
    /// </summary>
    /// <param name="cause">What was given to <see cref="Interrupt"/>.</param>
    /// <returns>True if the process was interrupted.</returns>
    public bool HandleInterrupt(out object? cause)
    {
        if (_fault is InterruptedException interrupt)
        {
            cause = interrupt.Cause;
            _fault = null;
            return true;
        }

        cause = null;
        return false;
    }

    /// <summary>Not for processes: they succeed when their body ends.</summary>
    /// <param name="value">Not used.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void Succeed(object? value = null) =>
        throw new InvalidOperationException($"Process '{Name}' succeeds when its body ends.");

    /// <summary>Not for processes: they fail when their body throws.</summary>
    /// <param name="exception">Not used.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void Fail(Exception exception) =>
        throw new InvalidOperationException($"Process '{Name}' fails when its body throws.");

    /// <inheritdoc/>
    public override string Describe() => $"the end of process '{Name}'";

    /// <inheritdoc/>
    void IEventHandler.Handle(Simulation simulation, in EventPayload payload) => Handle(simulation, payload.Kind);

    /// <summary>What the event loop calls.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Handle(Simulation simulation, int kind)
    {
        if (kind == ResumeKind)
            Continue(simulation);
        else
            HandleUncommon(kind);
    }

    private void HandleUncommon(int kind)
    {
        switch (kind)
        {
            case StartKind:
                Continue(Simulation);
                break;
            case InterruptKind:
                DeliverInterrupt();
                break;
            default:
                Fire();
                break;
        }
    }

    /// <inheritdoc/>
    void IEventListener.OnProcessed(Event source)
    {
        _fault = source.Exception;
        Resume();
    }

    internal string DescribeWait() => _processState switch
    {
        ProcessState.NotStarted => "its start",
        ProcessState.Delayed => string.Create(CultureInfo.InvariantCulture, $"a delay until {WaitingSincePs + _delayPs} ps"),
        ProcessState.Waiting => _awaited!.Describe(),
        _ => "nothing (it is running)",
    };

    /// <summary>Ends the body early: its finally blocks and using statements run.</summary>
    internal void DisposeBody()
    {
        if (_processState is ProcessState.Ended or ProcessState.Active)
            return;
        _processState = ProcessState.Ended;
        _body.Dispose();
    }

    private void DeliverInterrupt()
    {
        switch (_processState)
        {
            case ProcessState.Ended:
                // It ended at the same time by an interrupt delivered just before.
                return;
            case ProcessState.NotStarted:
                // Its start is pending at this very time, with a later priority; look again after it.
                Simulation.Schedule(0, this, new EventPayload(InterruptKind), _priority);
                return;
            case ProcessState.Delayed:
                Simulation.Cancel(_delay);
                break;
            default:
                _awaited!.RemoveListener(this);
                break;
        }

        _fault = _interrupts!.Dequeue();
        Resume();
    }

    // For resumptions by an event, which may have others to call afterwards.
    private void Resume()
    {
        try
        {
            Continue(Simulation);
        }
        catch (Exception exception)
        {
            EndBy(exception);
        }
    }

    /// <summary>
    /// Runs the body to its next wait or its end. When the body throws, the process stays the active one, and the caller
    /// ends it by <see cref="EndBy"/>: a try block here would cost every delay of every process a few percent.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Continue(Simulation simulation)
    {
        simulation.ActiveProcess = this;
        _processState = ProcessState.Active;
        while (_body.MoveNext())
        {
            if (_fault is not null)
            {
                Abandon();
                return;
            }

            Wait wait = _body.Current;
            if (wait.Awaited is null)
            {
                if (wait.IsNone)
                    continue;
                _delay = simulation.ScheduleChecked(wait.DelayPs, this, ResumeKind, _priority);
                _delayPs = wait.DelayPs;
                _processState = ProcessState.Delayed;
                WaitingSincePs = simulation.NowPs;
                simulation.ActiveProcess = null;
                return;
            }

            if (!wait.Awaited.IsProcessed)
            {
                WaitFor(wait.Awaited);
                simulation.ActiveProcess = null;
                return;
            }

            // What has happened already is not waited for.
            _fault = wait.Awaited.Exception;
        }

        EndOfBody();
    }

    /// <summary>Continues after an event, as <see cref="Continue"/>.</summary>
    internal void ContinueAfter(Event source)
    {
        _fault = source.Exception;
        Continue(Simulation);
    }

    /// <summary>Ends the process, whose body has thrown.</summary>
    internal void EndBy(Exception exception) => End(DisposeAfter(exception));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WaitFor(Event awaited)
    {
        if (!ReferenceEquals(awaited.Simulation, Simulation))
            throw new InvalidOperationException($"Process '{Name}' waits for {awaited.Describe()}, which belongs to another simulation.");
        awaited.AddListener(this);
        _awaited = awaited;
        _processState = ProcessState.Waiting;
        WaitingSincePs = Simulation.NowPs;
    }

    private void Abandon()
    {
        Exception fault = _fault!;
        _fault = null;
        _body.Dispose();
        End(Unhandled(fault));
    }

    private void EndOfBody() => End(_fault is null ? null : Unhandled(_fault));

    // The body has usually ended by its own exception; if not, its finally blocks run now and may throw again.
    private Exception DisposeAfter(Exception exception)
    {
        try
        {
            _body.Dispose();
            return exception;
        }
        catch (Exception second)
        {
            return new AggregateException(exception, second);
        }
    }

    private UnhandledFaultException Unhandled(Exception fault) => new(Name, fault);

    private void End(Exception? failure)
    {
        _processState = ProcessState.Ended;
        Simulation.RemoveProcess(this);
        Trigger(failure, _priority);
        Simulation.ActiveProcess = null;
    }
}
