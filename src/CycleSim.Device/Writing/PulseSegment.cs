namespace CycleSim.Device.Writing;

/// <summary>One piece of a write or read pulse.</summary>
/// <param name="CurrentA">
/// Current in A, above 0 when it drives the cell out of its starting state. With voltage drive: the current in the starting state, whose
/// voltage the circuit then holds.
/// </param>
/// <param name="DurationS">Duration in s, above 0.</param>
public readonly record struct PulseSegment(double CurrentA, double DurationS)
{
    /// <summary>A pulse with linear ramps, each cut into pieces of equal length with the current of their middle.</summary>
    /// <param name="currentA">Current of the flat part in A.</param>
    /// <param name="riseS">Duration of the rising edge in s; 0 for none.</param>
    /// <param name="flatS">Duration of the flat part in s.</param>
    /// <param name="fallS">Duration of the falling edge in s; 0 for none.</param>
    /// <param name="pieces">Pieces of each edge, at least 1.</param>
    /// <returns>The pieces in order.</returns>
    public static IReadOnlyList<PulseSegment> Trapezoid(double currentA, double riseS, double flatS, double fallS, int pieces = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pieces, 1);
        List<PulseSegment> pulse = [];
        for (int k = 0; k < pieces && riseS > 0; k++)
            pulse.Add(new(currentA * (k + 0.5) / pieces, riseS / pieces));
        if (flatS > 0)
            pulse.Add(new(currentA, flatS));
        for (int k = pieces - 1; k >= 0 && fallS > 0; k--)
            pulse.Add(new(currentA * (k + 0.5) / pieces, fallS / pieces));
        return pulse;
    }
}
