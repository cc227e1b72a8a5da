namespace CycleSim.Device.Reading;

/// <summary>What a read would disturb if cells left their state at the steady rate of its current from the start on.</summary>
/// <param name="RatePerS">The rate, from the mean first-passage time, per s.</param>
/// <param name="KramersRatePerS">Its approximation by Kramers, per s.</param>
/// <param name="Disturb">The probability for the read.</param>
/// <param name="BarrierLeft">The barrier under the read current, Delta (1 - i)², in kB T.</param>
public sealed record SteadyEscape(double RatePerS, double KramersRatePerS, double Disturb, double BarrierLeft)
{
    /// <summary>With less of a barrier left, in kB T, there is no steady rate to speak of.</summary>
    public const double MinBarrierLeft = 1;

    /// <summary>Whether enough of the barrier is left for a steady rate.</summary>
    public bool HasBarrier => BarrierLeft >= MinBarrierLeft;
}
