namespace CycleSim.Device.WriteVerify;

/// <summary>
/// Writing that stops when the cell has switched: times in ns, energies in pJ of a cell in the parallel state at constant current.
/// </summary>
public sealed record TerminatedWrite
{
    /// <summary>Write error rate at the end of the longest pulse.</summary>
    public required double RateAtMaxPulse { get; init; }

    /// <summary>Mean pulse on a toggling bit.</summary>
    public required double MeanPulseNs { get; init; }

    /// <summary>Standard deviation of the pulse on a toggling bit.</summary>
    public required double DeviationOfPulseNs { get; init; }

    /// <summary>Mean pulse when the first crossing of the barrier stops it, though the cell may yet return.</summary>
    public required double MeanPulseToFirstCrossingNs { get; init; }

    /// <summary>Mean time until the last toggling bit of a word has stopped; 0 for a word without one.</summary>
    public required double MeanWordNs { get; init; }

    /// <summary>Energy of the longest pulse.</summary>
    public required double FixedPulsePj { get; init; }

    /// <summary>Mean energy of a toggling bit, each stopped on its own.</summary>
    public required double TerminatedPj { get; init; }

    /// <summary>Mean energy of a stored bit, of which only a share toggles.</summary>
    public required double StoredBitPj { get; init; }

    /// <summary>
    /// Mean energy of a stored bit when all toggling bits of a word are pulsed until the last has stopped: mean number times mean time.
    /// </summary>
    public required double StoredBitOfWordPj { get; init; }
}
