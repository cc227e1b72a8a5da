using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace CycleSim.Kernel;

/// <summary>
/// A discrete-event simulation: a clock in whole picoseconds and a queue of events in the order (time, priority,
/// order of scheduling). Handlers and processes share both. A simulation is used by one thread at a time; several
/// simulations may run on several threads.
/// </summary>
/// <example>
/// <code>
/// using Simulation simulation = new(seed: 42);
/// simulation.Start(Blink(simulation), "blinker");
/// RunReport report = simulation.Run(untilPs: 1_000_000);
///
/// static IEnumerable&lt;Wait&gt; Blink(Simulation simulation)
/// {
///     while (true)
///         yield return Wait.For(1000);
/// }
/// </code>
/// </example>
public sealed class Simulation : IDisposable
{
    /// <summary>Lowest priority value that an event may have: served first among events of equal time.</summary>
    public const int MinPriority = short.MinValue + 1;

    /// <summary>Highest priority value that an event may have: served last among events of equal time.</summary>
    public const int MaxPriority = short.MaxValue;

    /// <summary>Latest time that an event may have, in ps: 2^63 - 2, about 106 days.</summary>
    public const long MaxTimePs = long.MaxValue - 1;

    /// <summary>Default width of a queue slot as a power of two of picoseconds: 2^10 ps, about a cycle at 1 GHz.</summary>
    public const int DefaultSlotWidthLog2 = 10;

    // Interrupts come before everything else that happens at the same time.
    internal const int UrgentPriority = short.MinValue;

    internal const int PriorityShift = 48;

    // Checked once per batch; the distance to 2^48 is more than a batch could ever schedule.
    private const long MaxScheduled = (1L << PriorityShift) - (1L << 40);

    // The event loop is left and entered again so often that the just-in-time compiler replaces it by its
    // optimised, profile-guided version early in a run instead of patching a running loop.
    private const int BatchEvents = 4096;

    private readonly EventQueue _queue;
    private readonly ProcessList _processes = new();
    private readonly Dictionary<string, RandomStream> _randomStreams = new(StringComparer.Ordinal);
    private long _nowPs;
    private long _lastScheduled;
    private long _processed;
    private long _cancelled;
    private long _limitPs;
    private bool _running;
    private bool _disposed;

    /// <summary>Creates a simulation with its clock at 0.</summary>
    /// <param name="seed">Seed of all random streams that <see cref="Random(string)"/> hands out.</param>
    /// <param name="slotWidthLog2">
    /// Width of a slot of the event queue as a power of two of picoseconds, 0 to 40. It affects speed only, never
    /// results; best is about the shortest clock period of the model.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The slot width is outside 0 to 40.</exception>
    public Simulation(ulong seed = 0, int slotWidthLog2 = DefaultSlotWidthLog2)
    {
        if (slotWidthLog2 is < 0 or > 40)
        {
            throw new ArgumentOutOfRangeException(
                nameof(slotWidthLog2), slotWidthLog2, "The slot width must be 2^0 to 2^40 ps.");
        }

        Seed = seed;
        SlotWidthLog2 = slotWidthLog2;
        _queue = new EventQueue(slotWidthLog2);
    }

    /// <summary>Current simulated time in ps.</summary>
    public long NowPs => _nowPs;

    /// <summary>Seed of the random streams.</summary>
    public ulong Seed { get; }

    /// <summary>Width of a slot of the event queue as a power of two of picoseconds.</summary>
    public int SlotWidthLog2 { get; }

    /// <summary>Number of events processed since the simulation was created.</summary>
    public long EventsProcessed => _processed;

    /// <summary>Number of scheduled events that are neither processed nor cancelled.</summary>
    public long PendingEvents => _lastScheduled - _processed - _cancelled;

    /// <summary>Schedules an event relative to the current time.</summary>
    /// <param name="delayPs">Delay in ps, at least 0. Delay 0 means later at the same time, never immediately.</param>
    /// <param name="target">Who handles the event.</param>
    /// <param name="payload">What the handler is told.</param>
    /// <param name="priority">
    /// Order among events of equal time: lower values first, equal values in the order of scheduling;
    /// <see cref="MinPriority"/> to <see cref="MaxPriority"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The delay is negative or leads beyond <see cref="MaxTimePs"/>, or the priority is out of range.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Schedule(long delayPs, IEventHandler target, in EventPayload payload, int priority = 0)
    {
        long timePs = _nowPs + delayPs;
        if (IsRefused(delayPs, timePs, target, priority))
            ThrowCannotSchedule(delayPs, target, priority);
        _queue.Insert(timePs, priority, NextOrder(priority), target, payload);
    }

    /// <summary>Schedules an event at an absolute time.</summary>
    /// <param name="timePs">Time in ps, from <see cref="NowPs"/> to <see cref="MaxTimePs"/>.</param>
    /// <param name="target">Who handles the event.</param>
    /// <param name="payload">What the handler is told.</param>
    /// <param name="priority">Order among events of equal time, as for <see cref="Schedule"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is in the past or too late, or the priority is out of range.</exception>
    public void ScheduleAt(long timePs, IEventHandler target, in EventPayload payload, int priority = 0)
    {
        if (timePs < _nowPs || timePs > MaxTimePs)
            ThrowCannotScheduleAt(timePs);
        Schedule(timePs - _nowPs, target, in payload, priority);
    }

    /// <summary>Schedules an event that <see cref="Cancel"/> can take back.</summary>
    /// <param name="delayPs">Delay in ps, at least 0.</param>
    /// <param name="target">Who handles the event.</param>
    /// <param name="payload">What the handler is told.</param>
    /// <param name="priority">Order among events of equal time, as for <see cref="Schedule"/>.</param>
    /// <returns>The handle of the event.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The delay is negative or leads beyond <see cref="MaxTimePs"/>, or the priority is out of range.
    /// </exception>
    public EventHandle ScheduleCancellable(long delayPs, IEventHandler target, in EventPayload payload, int priority = 0)
    {
        long timePs = _nowPs + delayPs;
        if (IsRefused(delayPs, timePs, target, priority))
            ThrowCannotSchedule(delayPs, target, priority);
        long order = NextOrder(priority);
        return new EventHandle(_queue.Insert(timePs, priority, order, target, payload), order);
    }

    /// <summary>Takes back a scheduled event: it is not handled and does not move the clock.</summary>
    /// <param name="handle">What <see cref="ScheduleCancellable"/> returned.</param>
    /// <returns>False if the event was processed or cancelled before.</returns>
    public bool Cancel(EventHandle handle)
    {
        if (!_queue.Cancel(handle.Node, handle.Order))
            return false;
        _cancelled++;
        return true;
    }

    /// <summary>Runs until no event is left or <see cref="Stop"/> is called.</summary>
    /// <returns>What happened, including which processes still wait and for what.</returns>
    /// <exception cref="SimulationException">A process or an event failed and nobody waited for it.</exception>
    /// <exception cref="InvalidOperationException">Called from within a run.</exception>
    /// <exception cref="ObjectDisposedException">The simulation is disposed.</exception>
    public RunReport Run() => RunCore(long.MaxValue);

    /// <summary>
    /// Runs all events strictly before a time and leaves the clock at that time. Events exactly at
    /// <paramref name="untilPs"/> stay pending, as in SimPy, so that consecutive runs over [0, a) and [a, b) do the
    /// same as one run over [0, b).
    /// </summary>
    /// <param name="untilPs">Where to stop, in ps; not before <see cref="NowPs"/>.</param>
    /// <returns>What happened, including which processes are blocked if no event is left.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is in the past or beyond <see cref="MaxTimePs"/>.</exception>
    /// <exception cref="SimulationException">A process or an event failed and nobody waited for it.</exception>
    /// <exception cref="InvalidOperationException">Called from within a run.</exception>
    /// <exception cref="ObjectDisposedException">The simulation is disposed.</exception>
    public RunReport Run(long untilPs)
    {
        if (untilPs < _nowPs || untilPs > MaxTimePs)
        {
            throw new ArgumentOutOfRangeException(
                nameof(untilPs), untilPs, $"A run must end between now ({_nowPs} ps) and {MaxTimePs} ps.");
        }

        return RunCore(untilPs);
    }

    /// <summary>Processes the next event, if there is one.</summary>
    /// <returns>False if no event is pending.</returns>
    /// <exception cref="SimulationException">A process or an event failed and nobody waited for it.</exception>
    /// <exception cref="InvalidOperationException">Called from within a run.</exception>
    /// <exception cref="ObjectDisposedException">The simulation is disposed.</exception>
    public bool Step()
    {
        Enter(long.MaxValue);
        try
        {
            return TryRunBatch(1);
        }
        finally
        {
            _running = false;
        }
    }

    /// <summary>Time of the next pending event in ps, or <see cref="long.MaxValue"/> if there is none.</summary>
    /// <returns>The time in ps.</returns>
    public long Peek() => _queue.PeekTimePs();

    /// <summary>
    /// Ends the current run after the event being processed; the clock stays there. The next run continues as if
    /// nothing had happened. Has no effect outside a run.
    /// </summary>
    public void Stop() => _limitPs = long.MinValue;

    /// <summary>The process whose body is running, or null within handlers and outside runs.</summary>
    public Process? ActiveProcess { get; internal set; }

    /// <summary>Starts a process; its body starts at the current time, after what is being processed.</summary>
    /// <param name="body">The body, normally a call of an iterator method.</param>
    /// <param name="name">Its name in reports.</param>
    /// <param name="priority">
    /// Order among events of equal time, for its start, its delays and its end; see <see cref="Schedule"/>.
    /// </param>
    /// <returns>The process, which is also the event of its end.</returns>
    /// <exception cref="ArgumentNullException">The body or the name is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The priority is out of range.</exception>
    public Process Start(IEnumerable<Wait> body, string name, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Start(body.GetEnumerator(), name, priority);
    }

    /// <inheritdoc cref="Start(IEnumerable{Wait}, string, int)"/>
    public Process Start(IEnumerator<Wait> body, string name, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(name);
        ObjectDisposedException.ThrowIf(_disposed, this);
        Process process = new(this, body, name, priority);
        _processes.Add(process);
        return process;
    }

    /// <summary>Creates an event that happens after a delay.</summary>
    /// <param name="delayPs">Delay in ps, at least 0.</param>
    /// <param name="value">What those who wait find in <see cref="Event.Value"/>.</param>
    /// <returns>The event.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative or too long.</exception>
    public Timeout Timeout(long delayPs, object? value = null) => new(this, delayPs, value);

    /// <summary>Creates a pending event.</summary>
    /// <param name="name">Its name in reports, or null.</param>
    /// <returns>The event.</returns>
    public Event Event(string? name = null) => new(this, name);

    /// <summary>Creates an event that happens when all of the given ones have happened.</summary>
    /// <param name="events">The events.</param>
    /// <returns>The condition.</returns>
    public AllOf AllOf(params Event[] events) => new(this, events);

    /// <summary>Creates an event that happens when the first of the given ones has happened.</summary>
    /// <param name="events">The events.</param>
    /// <returns>The condition.</returns>
    public AnyOf AnyOf(params Event[] events) => new(this, events);

    /// <summary>Lists the processes that wait now, in the order in which they were started.</summary>
    /// <returns>A new list.</returns>
    public IReadOnlyList<WaitingProcess> WaitingProcesses() => _processes.Waiting();

    /// <summary>
    /// Ends all processes that are still alive, in the order in which they were started: their finally blocks and using
    /// statements run, without simulated time advancing. The simulation cannot be used afterwards.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called from within a run.</exception>
    /// <exception cref="AggregateException">Bodies threw while they were ended; all were ended nevertheless.</exception>
    public void Dispose()
    {
        if (_running)
            throw new InvalidOperationException($"The simulation is running (at {_nowPs} ps) and cannot be disposed.");
        if (_disposed)
            return;
        _disposed = true;
        _processes.EndAll();
    }

    /// <summary>
    /// The random stream of a name under the simulation's <see cref="Seed"/>. Every call with the same name returns
    /// the same object, which continues where it was; keep it in a field where it is used often.
    /// </summary>
    /// <param name="name">What the numbers are for, for example "arrivals".</param>
    /// <returns>The stream.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public RandomStream Random(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_randomStreams.TryGetValue(name, out RandomStream? stream))
        {
            stream = new RandomStream(Seed, name);
            _randomStreams.Add(name, stream);
        }

        return stream;
    }

    internal void ScheduleUrgent(IEventHandler target, in EventPayload payload) =>
        _queue.Insert(_nowPs, UrgentPriority, NextOrder(UrgentPriority), target, payload);

    /// <summary>Schedules an event of the kernel's own, whose target and priority were checked before and which has no operands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal EventHandle ScheduleChecked(long delayPs, IEventHandler target, int kind, int priority)
    {
        long timePs = _nowPs + delayPs;
        if ((delayPs | (timePs + 1)) < 0)
            ThrowCannotSchedule(delayPs, target, priority);
        long order = NextOrder(priority);
        return new EventHandle(_queue.Insert(timePs, priority, order, target, new EventPayload(kind)), order);
    }

    internal void RemoveProcess(Process process) => _processes.Remove(process);

    // One test of a sign covers a negative delay, an overflow of time and the one time beyond the last.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsRefused(long delayPs, long timePs, [NotNullWhen(false)] IEventHandler? target, int priority) =>
        (delayPs | (timePs + 1)) < 0 || (uint)(priority - MinPriority) > MaxPriority - MinPriority || target is null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long NextOrder(int priority) => ((long)priority << PriorityShift) + ++_lastScheduled;

    private RunReport RunCore(long limitPs)
    {
        Enter(limitPs);
        try
        {
            long before = EventsProcessed;
            while (TryRunBatch(BatchEvents))
            {
                if (_lastScheduled > MaxScheduled)
                {
                    throw new InvalidOperationException(
                        $"At {_nowPs} ps the simulation has scheduled 2^48 events, more than it can tell apart.");
                }
            }

            bool stopped = _limitPs == long.MinValue;
            if (!stopped && limitPs != long.MaxValue)
                _nowPs = limitPs;
            bool exhausted = PendingEvents == 0;
            return new RunReport(
                _nowPs, EventsProcessed - before, exhausted, exhausted ? WaitingProcesses() : []);
        }
        finally
        {
            _running = false;
        }
    }

    private void Enter(long limitPs)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_running)
            throw new InvalidOperationException($"The simulation is running (at {_nowPs} ps); a handler or process cannot run it again.");
        _running = true;
        _limitPs = limitPs;
    }

    // A process whose body throws ends by that; the rest of the batch follows in the next one.
    private bool TryRunBatch(int maxEvents)
    {
        try
        {
            return RunBatch(maxEvents) == maxEvents;
        }
        catch (Exception exception) when (ActiveProcess is not null)
        {
            ActiveProcess!.EndBy(exception);
            return true;
        }
    }

    // The kernel's inner loop. Returns fewer than asked for only when nothing is left before the limit.
    private int RunBatch(int maxEvents)
    {
        EventQueue queue = _queue;
        long before = _processed;
        long end = before + maxEvents;
        while (_processed < end)
        {
            ref WheelSlot active = ref queue.ActiveSlot();
            int index = active.Head;
            if (index == 0)
            {
                if (!queue.TryAdvance(_limitPs))
                    break;
                continue;
            }

            ref EventNode node = ref queue.Node(index);
            if (node.TimePs >= _limitPs)
                break;
            IEventHandler? target = node.Target;
            long timePs = node.TimePs;
            queue.RemoveFirst(ref active, index, ref node);
            if (target is null)
                continue;
            _nowPs = timePs;
            _processed++;

            // Delays and requests are called directly: an interface call that meets many classes looks each of them up.
            if (target is Process process)
                process.Handle(this, node.Kind);
            else if (target is Ticket ticket)
                ticket.Fire();
            else
                Call(target, in node);
        }

        return (int)(_processed - before);
    }

    // The node is recycled already and may be taken again while the handler runs, so the handler gets a copy of the payload.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Call(IEventHandler target, in EventNode node)
    {
        EventPayload payload = new(node.Kind, node.A, node.B);
        target.Handle(this, in payload);
    }

    [DoesNotReturn]
    private void ThrowCannotSchedule(long delayPs, IEventHandler? target, int priority)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (delayPs < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(delayPs), delayPs, "A delay must be at least 0 ps: events cannot be scheduled in the past.");
        }

        if (delayPs > MaxTimePs - _nowPs)
        {
            throw new ArgumentOutOfRangeException(
                nameof(delayPs),
                delayPs,
                $"At {_nowPs} ps a delay must be at most {MaxTimePs - _nowPs} ps: simulated time ends at {MaxTimePs} ps.");
        }

        throw new ArgumentOutOfRangeException(
            nameof(priority), priority, $"A priority must be between {MinPriority} and {MaxPriority}.");
    }

    [DoesNotReturn]
    private void ThrowCannotScheduleAt(long timePs) =>
        throw new ArgumentOutOfRangeException(
            nameof(timePs), timePs, $"An event must be between now ({_nowPs} ps) and {MaxTimePs} ps.");
}
