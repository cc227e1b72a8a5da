using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>
/// Something that happens once: first pending, then triggered (its outcome is fixed and it is scheduled at the
/// current time), then processed (those who waited for it have been called, in the order in which they started to).
/// </summary>
public class Event : IEventHandler
{
    /// <summary>Payload kind of the kernel event that processes an <see cref="Event"/>.</summary>
    internal const int FireKind = 0;

    // Most events have one listener; the list exists only for further ones and is kept for reuse.
    private IEventListener? _listener;
    private List<IEventListener>? _moreListeners;
    private object? _value;
    private EventState _state;

    // Most events have nothing to do after their listeners; a flag costs less than a virtual call to find that out.
    private bool _callsOnFired;

    /// <summary>Creates a pending event.</summary>
    /// <param name="simulation">The simulation that it belongs to.</param>
    /// <param name="name">Its name in reports, or null.</param>
    /// <exception cref="ArgumentNullException">The simulation is null.</exception>
    public Event(Simulation simulation, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        Simulation = simulation;
        Name = name;
    }

    private enum EventState : byte
    {
        Pending,
        Triggered,
        Firing,
        Processed,
    }

    /// <summary>The simulation that the event belongs to.</summary>
    public Simulation Simulation { get; }

    /// <summary>Its name in reports, or null.</summary>
    public string? Name { get; }

    /// <summary>Whether the outcome is fixed. For a <see cref="Timeout"/>: whether its time has come.</summary>
    public bool IsTriggered => _state != EventState.Pending;

    /// <summary>Whether those who waited have been called.</summary>
    public bool IsProcessed => _state >= EventState.Firing;

    /// <summary>Whether the event is triggered and has not failed.</summary>
    public bool IsOk => IsTriggered && Exception is null;

    /// <summary>Why the event failed, or null.</summary>
    public Exception? Exception { get; private set; }

    /// <summary>The value that it succeeded with, or null.</summary>
    public virtual object? Value => _value;

    internal bool HasListeners => _listener is not null;

    /// <summary>Whether the last listener has returned.</summary>
    internal bool IsFired => _state == EventState.Processed;

    /// <summary>An event that happens when both have happened.</summary>
    /// <param name="left">First event.</param>
    /// <param name="right">Second event.</param>
    /// <returns>The condition.</returns>
    public static Event operator &(Event left, Event right) => BitwiseAnd(left, right);

    /// <summary>An event that happens as soon as one of the two has happened.</summary>
    /// <param name="left">First event.</param>
    /// <param name="right">Second event.</param>
    /// <returns>The condition.</returns>
    public static Event operator |(Event left, Event right) => BitwiseOr(left, right);

    /// <summary>The method behind the operator <c>&amp;</c>.</summary>
    /// <param name="left">First event.</param>
    /// <param name="right">Second event.</param>
    /// <returns>The condition.</returns>
    public static Event BitwiseAnd(Event left, Event right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return new AllOf(left.Simulation, left, right);
    }

    /// <summary>The method behind the operator <c>|</c>.</summary>
    /// <param name="left">First event.</param>
    /// <param name="right">Second event.</param>
    /// <returns>The condition.</returns>
    public static Event BitwiseOr(Event left, Event right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return new AnyOf(left.Simulation, left, right);
    }

    /// <summary>Triggers the event: those who wait for it continue at the current time.</summary>
    /// <param name="value">What they find in <see cref="Value"/>.</param>
    /// <exception cref="InvalidOperationException">The event is triggered already.</exception>
    public virtual void Succeed(object? value = null)
    {
        _value = value;
        Trigger(null, 0);
    }

    /// <summary>
    /// Triggers the event as failed: a process that waits for it finds the fault (see <see cref="Process.HandleFault()"/>).
    /// A failed event that nobody waits for ends the run.
    /// </summary>
    /// <param name="exception">Why it failed.</param>
    /// <exception cref="ArgumentNullException">The exception is null.</exception>
    /// <exception cref="InvalidOperationException">The event is triggered already.</exception>
    public virtual void Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Trigger(exception, 0);
    }

    /// <summary>Calls a method when the event is processed, after those who were registered before.</summary>
    /// <param name="callback">The method; it also takes responsibility if the event fails.</param>
    /// <exception cref="ArgumentNullException">The callback is null.</exception>
    /// <exception cref="InvalidOperationException">The event is processed already.</exception>
    public void AddCallback(Action<Event> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (IsProcessed)
            throw new InvalidOperationException($"{Describe()} is processed already: a callback would never be called.");
        AddListener(new CallbackListener(callback));
    }

    /// <summary>The event in words, for reports: <c>event 'door open'</c>.</summary>
    /// <returns>A few words that fit after "waits for".</returns>
    public virtual string Describe() => Name is null ? "an unnamed event" : $"event '{Name}'";

    /// <inheritdoc/>
    public override string ToString() => Describe();

    /// <inheritdoc/>
    void IEventHandler.Handle(Simulation simulation, in EventPayload payload) => Fire();

    internal void AddListener(IEventListener listener)
    {
        if (_listener is null)
            _listener = listener;
        else
            (_moreListeners ??= []).Add(listener);
    }

    internal void RemoveListener(IEventListener listener)
    {
        if (!ReferenceEquals(_listener, listener))
        {
            _moreListeners?.Remove(listener);
        }
        else if (_moreListeners is { Count: > 0 })
        {
            _listener = _moreListeners[0];
            _moreListeners.RemoveAt(0);
        }
        else
        {
            _listener = null;
        }
    }

    /// <summary>Fixes the outcome and schedules the processing at the current time.</summary>
    private protected void Trigger(Exception? exception, int priority)
    {
        if (_state != EventState.Pending)
            throw new InvalidOperationException($"{Describe()} was triggered before; an event happens once.");
        Exception = exception;
        _state = EventState.Triggered;
        Simulation.ScheduleChecked(0, this, FireKind, priority);
    }

    /// <summary>Sets the value without triggering.</summary>
    private protected void SetValue(object? value) => _value = value;

    /// <summary>Makes the event pending again, for pooled events that nobody refers to.</summary>
    private protected void Rearm()
    {
        _state = EventState.Pending;
        Exception = null;
        _value = null;
        _listener = null;
        _moreListeners?.Clear();
    }

    /// <summary>Processes the event: calls the listeners in order.</summary>
    internal void Fire()
    {
        IEventListener? listener = _listener;
        if (listener is null || _moreListeners is { Count: > 0 })
        {
            FireUncommon();
            return;
        }

        // Nobody else has to be called, so a body that throws may leave from here; the event loop ends its process.
        _listener = null;
        _state = EventState.Firing;
        if (listener is Process process)
            process.ContinueAfter(this);
        else
            listener.OnProcessed(this);
        _state = EventState.Processed;
        if (_callsOnFired)
            OnFired();
    }

    /// <summary>Asks for <see cref="OnFired"/> to be called from now on.</summary>
    private protected void CallOnFired() => _callsOnFired = true;

    /// <summary>Called after the listeners; pooled events go back to their pool here.</summary>
    private protected virtual void OnFired()
    {
    }

    // Without listeners, or with several: each of them is called even if a body throws.
    private void FireUncommon()
    {
        _state = EventState.Firing;
        IEventListener? first = _listener;
        if (first is null)
        {
            if (Exception is not null)
                throw Unobserved(Exception);
        }
        else
        {
            _listener = null;
            first.OnProcessed(this);

            // A listener that is called cannot add or remove others: the event is processed.
            for (int i = 0; i < _moreListeners!.Count; i++)
                _moreListeners[i].OnProcessed(this);
            _moreListeners.Clear();
        }

        _state = EventState.Processed;
        if (_callsOnFired)
            OnFired();
    }

    private SimulationException Unobserved(Exception cause)
    {
        string? process = (this as Process)?.Name;
        string who = process is null ? Describe() : $"process '{process}'";
        string message = string.Create(
            CultureInfo.InvariantCulture, $"At {Simulation.NowPs} ps {who} failed and nobody waits for it: {cause.Message}");
        return new SimulationException(message, cause) { TimePs = Simulation.NowPs, ProcessName = process };
    }
}
