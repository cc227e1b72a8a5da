using CycleSim.Platform;

namespace CycleSim.Device.Variation;

/// <summary>The write error rate of a cell in reduced units. Implementations are thread-safe.</summary>
internal interface ICellRate
{
    /// <summary>
    /// ln(-ln(1 - W)), which is ln W for small rates and has no upper end.
    /// </summary>
    /// <exception cref="InputException">The cell is outside the range in which rates are known.</exception>
    public double LogExponent(ReducedCell cell);

    /// <summary>Longest time of a nominal cell.</summary>
    public double MaxNominalTime { get; }

    /// <summary>Largest overdrive that is known.</summary>
    public double MaxOverdrive { get; }
}
