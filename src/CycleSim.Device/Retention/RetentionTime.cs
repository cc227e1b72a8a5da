using CycleSim.Configuration.Text;
using CycleSim.Device.Mathematics;
using CycleSim.Platform;

namespace CycleSim.Device.Retention;

/// <summary>Loss of bits over a time without current, and the time until a loss.</summary>
public static class RetentionTime
{
    /// <summary>Attempt time of the Neel-Brown law in s: the usual round figure.</summary>
    public const double NeelBrownAttemptTimeS = 1e-9;

    /// <summary>The losses per bit that a time or a barrier can be asked for.</summary>
    public static readonly NumberRange Losses = new(1e-300, 0.5) { ExcludesMax = true };

    /// <summary>Probability that a cell is in the other state after a time, from the lowest eigenvalue.</summary>
    /// <param name="stability">Barrier Delta in kB T.</param>
    /// <param name="timeS">The time in s, at least 0.</param>
    /// <param name="characteristicTimeS">The junction's tau_D in s.</param>
    /// <exception cref="InputException">The barrier is out of range.</exception>
    public static double Loss(double stability, double timeS, double characteristicTimeS) =>
        LossAfter(BarrierEscape.LowestEigenvalue(stability) * timeS / characteristicTimeS);

    /// <summary>The time after which a cell is in the other state with a probability.</summary>
    /// <param name="stability">Barrier Delta in kB T.</param>
    /// <param name="loss">The probability, above 0 and below one half.</param>
    /// <param name="characteristicTimeS">The junction's tau_D in s.</param>
    /// <returns>The time in s.</returns>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public static double Until(double stability, double loss, double characteristicTimeS)
    {
        CheckLoss(loss);
        return DecaysUntil(loss) * characteristicTimeS / BarrierEscape.LowestEigenvalue(stability);
    }

    /// <summary>The Neel-Brown law without return: 1 - exp(-t / (1 ns exp(Delta))).</summary>
    /// <param name="stability">Barrier Delta in kB T.</param>
    /// <param name="timeS">The time in s, at least 0.</param>
    public static double NeelBrownOneWay(double stability, double timeS) =>
        -NearOne.ExpMinusOne(-timeS / NeelBrownAttemptTimeS * Math.Exp(-stability));

    /// <summary>The Neel-Brown law of two states: (1 - exp(-2 t / (1 ns exp(Delta)))) / 2.</summary>
    /// <param name="stability">Barrier Delta in kB T.</param>
    /// <param name="timeS">The time in s, at least 0.</param>
    public static double NeelBrownTwoWay(double stability, double timeS) =>
        -NearOne.ExpMinusOne(-2 * timeS / NeelBrownAttemptTimeS * Math.Exp(-stability)) / 2;

    /// <summary>Probability of being in the other state after a time.</summary>
    /// <param name="decays">The time in units of 1 / lambda1, with which the difference of both states decays.</param>
    internal static double LossAfter(double decays) => -NearOne.ExpMinusOne(-decays) / 2;

    /// <summary>The time, in units of 1 / lambda1, until <see cref="LossAfter"/> is a probability.</summary>
    /// <param name="loss">The probability, below one half.</param>
    internal static double DecaysUntil(double loss) => -NearOne.LogOnePlus(-2 * loss);

    internal static void CheckLoss(double loss)
    {
        if (!Losses.Contains(loss))
            throw new InputException(FormattableString.Invariant($"a loss of {loss} per bit is out of range; allowed: {Losses.Text}"));
    }
}
