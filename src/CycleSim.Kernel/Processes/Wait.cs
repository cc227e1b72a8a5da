namespace CycleSim.Kernel;

/// <summary>
/// What a process yields: either an event to wait for or a plain delay. A delay needs no event object, which
/// makes <c>yield return Wait.For(1000)</c> free of allocation.
/// </summary>
public readonly struct Wait : IEquatable<Wait>
{
    private const long NoDelay = -1;

    private Wait(Event? awaited, long delayPs)
    {
        Awaited = awaited;
        DelayPs = delayPs;
    }

    /// <summary>No wait at all: a process that yields it continues at once, without an event.</summary>
    public static Wait None => new(null, NoDelay);

    /// <summary>The event to wait for, or null for a plain delay.</summary>
    public Event? Awaited { get; }

    /// <summary>The delay in ps when there is no event; -1 in <see cref="None"/>.</summary>
    public long DelayPs { get; }

    /// <summary>Waits for an event to be processed.</summary>
    /// <param name="awaited">The event.</param>
    public static implicit operator Wait(Event awaited) => Until(awaited);

    /// <summary>Of a wait without event: it is <see cref="None"/>.</summary>
    internal bool IsNone => DelayPs == NoDelay;

    /// <summary>Compares two waits.</summary>
    /// <param name="left">First wait.</param>
    /// <param name="right">Second wait.</param>
    /// <returns>Whether both wait for the same.</returns>
    public static bool operator ==(Wait left, Wait right) => left.Equals(right);

    /// <summary>Compares two waits.</summary>
    /// <param name="left">First wait.</param>
    /// <param name="right">Second wait.</param>
    /// <returns>Whether the two differ.</returns>
    public static bool operator !=(Wait left, Wait right) => !left.Equals(right);

    /// <summary>Waits for a time span.</summary>
    /// <param name="delayPs">The span in ps, at least 0; with 0 others may run first at the same time.</param>
    /// <returns>The wait to yield.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public static Wait For(long delayPs)
    {
        if (delayPs < 0)
            ThrowNegativeDelay(delayPs);
        return new Wait(null, delayPs);
    }

    /// <summary>Waits for an event to be processed; does not wait if it already is.</summary>
    /// <param name="awaited">The event.</param>
    /// <returns>The wait to yield.</returns>
    /// <exception cref="ArgumentNullException">The event is null.</exception>
    public static Wait Until(Event awaited)
    {
        ArgumentNullException.ThrowIfNull(awaited);
        return new Wait(awaited, 0);
    }

    /// <inheritdoc/>
    public bool Equals(Wait other) => ReferenceEquals(Awaited, other.Awaited) && DelayPs == other.DelayPs;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Wait other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Awaited, DelayPs);

    private static void ThrowNegativeDelay(long delayPs) =>
        throw new ArgumentOutOfRangeException(nameof(delayPs), delayPs, "A delay must be at least 0 ps.");
}
