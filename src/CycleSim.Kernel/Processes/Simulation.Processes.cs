namespace CycleSim.Kernel;

/// <content>Processes and the events that they wait for.</content>
public sealed partial class Simulation
{
    private Process? _firstAlive;
    private Process? _lastAlive;

    /// <summary>The process whose body is running, or null within handlers and outside runs.</summary>
    public Process? ActiveProcess { get; internal set; }

    /// <summary>Starts a process; its body begins at the current time, after what is being processed.</summary>
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
        Process process = new(this, body, name, priority) { PreviousAlive = _lastAlive };
        if (_lastAlive is null)
            _firstAlive = process;
        else
            _lastAlive.NextAlive = process;
        _lastAlive = process;
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
    public IReadOnlyList<WaitingProcess> WaitingProcesses()
    {
        List<WaitingProcess> waiting = [];
        for (Process? process = _firstAlive; process is not null; process = process.NextAlive)
            waiting.Add(new WaitingProcess(process.Name, process.DescribeWait(), process.WaitingSincePs));
        return waiting;
    }

    /// <summary>
    /// Ends all processes that are still alive, in the order in which they were started: their finally blocks and using
    /// statements run, without simulated time going on. The simulation cannot be used afterwards.
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
        List<Exception>? failures = null;
        while (_firstAlive is { } process)
        {
            RemoveProcess(process);
            try
            {
                process.DisposeBody();
            }
            catch (Exception exception)
            {
                (failures ??= []).Add(exception);
            }
        }

        if (failures is not null)
            throw new AggregateException("Processes threw while the simulation was disposed.", failures);
    }

    internal void ScheduleUrgent(IEventHandler target, in EventPayload payload) =>
        _queue.Insert(_nowPs, UrgentPriority, NextOrder(UrgentPriority), target, in payload);

    internal void RemoveProcess(Process process)
    {
        if (process.PreviousAlive is null)
            _firstAlive = process.NextAlive;
        else
            process.PreviousAlive.NextAlive = process.NextAlive;
        if (process.NextAlive is null)
            _lastAlive = process.PreviousAlive;
        else
            process.NextAlive.PreviousAlive = process.PreviousAlive;
        process.NextAlive = null;
        process.PreviousAlive = null;
    }
}
