using System.Numerics;

namespace CycleSim.Kernel;

/// <summary>
/// A clock: edges at 0, 1, 2, ... periods, conversions between cycles and picoseconds, and components that are called at
/// the edges. The domain costs one event per cycle while any component is awake and none while all sleep.
/// </summary>
/// <remarks>
/// Within a cycle the awake components are called in the order of registration. A component that is woken without
/// delay is called at the next edge whose turn for it has not passed: during a tick, components registered later than the
/// caller still run in the same cycle, all others in the next.
/// </remarks>
public sealed class ClockDomain : IEventHandler
{
    private const int TickKind = 0;
    private const int WakeKind = 1;
    private const int WordBits = 64;

    private readonly Simulation _simulation;
    private readonly int _priority;
    private readonly List<IClocked> _components = [];
    private readonly Dictionary<IClocked, int> _indexOf = new(ReferenceEqualityComparer.Instance);

    // One bit per component, in the order of registration.
    private ulong[] _awake = new ulong[1];
    private bool _tickScheduled;
    private bool _ticking;
    private long _lastTickedCycle = -1;

    /// <summary>Creates a clock with its first edge at 0 ps.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="periodPs">Period in ps, above 0; 1000 ps is 1 GHz.</param>
    /// <param name="name">Name in reports.</param>
    /// <param name="priority">
    /// Order of the edge among events of equal time, above <see cref="Simulation.MinPriority"/>: wake-ups by
    /// delay use the priority before it.
    /// </param>
    /// <exception cref="ArgumentNullException">The simulation or the name is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The period is not above 0, or the priority is out of range.</exception>
    public ClockDomain(Simulation simulation, long periodPs, string name = "clock", int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentNullException.ThrowIfNull(name);
        if (periodPs <= 0)
            throw new ArgumentOutOfRangeException(nameof(periodPs), periodPs, $"The period of clock '{name}' must be above 0 ps.");
        if (priority is <= Simulation.MinPriority or > Simulation.MaxPriority)
        {
            throw new ArgumentOutOfRangeException(
                nameof(priority),
                priority,
                $"The priority of clock '{name}' must be above {Simulation.MinPriority} and at most {Simulation.MaxPriority}.");
        }

        _simulation = simulation;
        _priority = priority;
        PeriodPs = periodPs;
        Name = name;
    }

    /// <summary>Name in reports.</summary>
    public string Name { get; }

    /// <summary>Period in ps.</summary>
    public long PeriodPs { get; }

    /// <summary>Frequency in Hz.</summary>
    public double FrequencyHz => 1e12 / PeriodPs;

    /// <summary>Number of the cycle that the current time lies in: edges passed so far, the one at 0 not counted.</summary>
    public long CurrentCycle => _simulation.NowPs / PeriodPs;

    /// <summary>Whether any component is awake now.</summary>
    public bool IsAwake => _awake.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>Time span of a number of cycles.</summary>
    /// <param name="cycles">The number.</param>
    /// <returns>The span in ps.</returns>
    /// <exception cref="OverflowException">The span is not representable.</exception>
    public long CyclesToPs(long cycles) => checked(cycles * PeriodPs);

    /// <summary>Number of whole cycles that cover a time span: rounded up.</summary>
    /// <param name="spanPs">The span in ps, at least 0.</param>
    /// <returns>The number of cycles.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative.</exception>
    public long PsToCycles(long spanPs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(spanPs);
        return (spanPs / PeriodPs) + (spanPs % PeriodPs == 0 ? 0 : 1);
    }

    /// <summary>First edge at or after a time.</summary>
    /// <param name="timePs">The time in ps, at least 0.</param>
    /// <returns>The time of the edge in ps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="OverflowException">The edge is not representable.</exception>
    public long NextEdgePs(long timePs) => CyclesToPs(PsToCycles(timePs));

    /// <summary>Schedules an event a number of cycles after the first edge at or after the current time.</summary>
    /// <param name="cycles">Number of cycles, at least 0.</param>
    /// <param name="target">Who handles the event.</param>
    /// <param name="payload">What the handler is told.</param>
    /// <param name="priority">Order among events of equal time, as for <see cref="Simulation.Schedule"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of cycles is negative.</exception>
    /// <exception cref="OverflowException">The time is not representable.</exception>
    public void ScheduleCycles(long cycles, IEventHandler target, in EventPayload payload, int priority = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cycles);
        _simulation.ScheduleAt(checked(NextEdgePs(_simulation.NowPs) + CyclesToPs(cycles)), target, in payload, priority);
    }

    /// <summary>Adds a component, asleep.</summary>
    /// <param name="component">The component.</param>
    /// <returns>Its number, the fast way to name it in <see cref="Wake(int, long)"/>.</returns>
    /// <exception cref="ArgumentNullException">The component is null.</exception>
    /// <exception cref="ArgumentException">The component is registered already.</exception>
    public int Register(IClocked component)
    {
        ArgumentNullException.ThrowIfNull(component);
        int index = _components.Count;
        if (!_indexOf.TryAdd(component, index))
            throw new ArgumentException($"The component {component} is registered in clock '{Name}' already.", nameof(component));
        _components.Add(component);
        if (index / WordBits == _awake.Length)
            Array.Resize(ref _awake, _awake.Length * 2);
        return index;
    }

    /// <summary>Wakes a component; see <see cref="Wake(int, long)"/>.</summary>
    /// <param name="component">A registered component.</param>
    /// <param name="delayCycles">Delay in cycles, at least 0.</param>
    /// <exception cref="ArgumentException">The component is not registered.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public void Wake(IClocked component, long delayCycles = 0)
    {
        ArgumentNullException.ThrowIfNull(component);
        if (!_indexOf.TryGetValue(component, out int index))
            throw new ArgumentException($"The component {component} is not registered in clock '{Name}'.", nameof(component));
        Wake(index, delayCycles);
    }

    /// <summary>
    /// Makes sure that a component is called, without delay at the next edge that it can still take part in, with a
    /// delay that many cycles after the first edge at or after the current time. Waking it several times for one cycle
    /// calls it once; a wake-up for a cycle in which it is awake anyhow changes nothing.
    /// </summary>
    /// <param name="index">What <see cref="Register"/> returned.</param>
    /// <param name="delayCycles">Delay in cycles, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component, or the delay is negative.</exception>
    public void Wake(int index, long delayCycles = 0)
    {
        if ((uint)index >= (uint)_components.Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Clock '{Name}' has {_components.Count} components.");
        ArgumentOutOfRangeException.ThrowIfNegative(delayCycles);
        if (delayCycles == 0)
            SetAwake(index);
        else
            ScheduleCycles(delayCycles, this, new EventPayload(WakeKind, index), _priority - 1);
    }

    /// <inheritdoc/>
    void IEventHandler.Handle(Simulation simulation, in EventPayload payload)
    {
        if (payload.Kind == WakeKind)
            SetAwake((int)payload.A);
        else
            TickAwake();
    }

    private void SetAwake(int index)
    {
        _awake[index / WordBits] |= 1UL << (index % WordBits);
        if (!_tickScheduled && !_ticking)
            ScheduleTick();
    }

    private void ScheduleTick()
    {
        // An edge whose tick is over counts as passed, even if the clock still stands on it.
        long cycle = Math.Max(PsToCycles(_simulation.NowPs), _lastTickedCycle + 1);
        _tickScheduled = true;
        _simulation.ScheduleAt(CyclesToPs(cycle), this, new EventPayload(TickKind), _priority);
    }

    private void TickAwake()
    {
        long cycle = CurrentCycle;
        _tickScheduled = false;
        _ticking = true;
        _lastTickedCycle = cycle;
        try
        {
            for (int word = 0; word < _awake.Length; word++)
                TickWord(word, cycle);
        }
        finally
        {
            _ticking = false;
        }

        if (IsAwake)
            ScheduleTick();
    }

    // Calls the awake components of one word in order; the word is read again after each call because the
    // component may have woken others.
    private void TickWord(int word, long cycle)
    {
        ulong passed = 0;
        while (true)
        {
            ulong pending = _awake[word] & ~passed;
            if (pending == 0)
                return;
            int bit = BitOperations.TrailingZeroCount(pending);
            ulong mask = 1UL << bit;

            // This and all lower bits: what is set there from now on belongs to the next cycle.
            passed = mask | (mask - 1);
            _awake[word] &= ~mask;
            if (_components[(word * WordBits) + bit].Tick(cycle))
                _awake[word] |= mask;
        }
    }
}
