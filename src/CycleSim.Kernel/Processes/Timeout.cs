using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>
/// An event that succeeds by itself after a delay. Use it to combine a delay with other events; a process that
/// only waits does so more cheaply with <see cref="Wait.For"/>.
/// </summary>
public sealed class Timeout : Event, IEventHandler
{
    private readonly EventHandle _handle;

    /// <summary>Starts a timeout.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="delayPs">Delay in ps, at least 0.</param>
    /// <param name="value">What those who wait find in <see cref="Event.Value"/>.</param>
    /// <param name="priority">Order among events of equal time, as for <see cref="Simulation.Schedule"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative or too long, or the priority is out of range.</exception>
    public Timeout(Simulation simulation, long delayPs, object? value = null, int priority = 0)
        : base(simulation)
    {
        SetValue(value);
        _handle = simulation.ScheduleCancellable(delayPs, this, new EventPayload(FireKind), priority);
        DuePs = simulation.NowPs + delayPs;
    }

    /// <summary>When it happens, in ps.</summary>
    public long DuePs { get; }

    /// <summary>Takes the timeout back: it never happens and does not keep the run going.</summary>
    /// <returns>False if it has happened or was cancelled before.</returns>
    public bool Cancel() => Simulation.Cancel(_handle);

    /// <summary>Not for timeouts: they succeed by themselves.</summary>
    /// <param name="value">Not used.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void Succeed(object? value = null) =>
        throw new InvalidOperationException("A timeout succeeds by itself when its time has come.");

    /// <summary>Not for timeouts: they cannot fail.</summary>
    /// <param name="exception">Not used.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void Fail(Exception exception) =>
        throw new InvalidOperationException("A timeout cannot fail; cancel it instead.");

    /// <inheritdoc/>
    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"a timeout at {DuePs} ps");

    /// <inheritdoc/>
    void IEventHandler.Handle(Simulation simulation, in EventPayload payload) => Fire();
}
