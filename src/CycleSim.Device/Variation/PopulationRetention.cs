using CycleSim.Device.Junction;
using CycleSim.Device.Mathematics;
using CycleSim.Platform;

namespace CycleSim.Device.Variation;

/// <summary>How often the cells of a population lose their bit: weak cells lose it far more often than the nominal one.</summary>
/// <param name="junction">The nominal cell, at the temperature at which it keeps its bit.</param>
/// <param name="spread">What differs; the spread of write current and resistances has no effect.</param>
public sealed class PopulationRetention(MagneticTunnelJunction junction, CellSpread spread)
{
    private readonly CellMap _map = new(
        junction, spread with { Current = 0, ResistanceArea = 0, TransistorResistance = 0 }, PopulationDrive.Current);

    /// <summary>
    /// Mean over the cells of the probability that a bit is wrong after a time without current, by exact quadrature over the lowest
    /// eigenvalue of each cell; at most one half.
    /// </summary>
    /// <param name="timeS">The time in s, at least 0.</param>
    /// <exception cref="InputException">The time or the barrier of a cell is out of range.</exception>
    public double MeanLoss(double timeS)
    {
        if (!(timeS >= 0 && double.IsFinite(timeS)))
            throw new InputException(FormattableString.Invariant($"a time of {timeS} s is out of range; allowed: 0 or more"));
        return timeS == 0 ? 0 : Math.Exp(ExponentialMean.Log(new LogLossFunction(_map, timeS)));
    }
}
