namespace CycleSim.Device.Reading;

/// <summary>What a read would disturb if cells left their state at the steady rate of its current from the start on.</summary>
/// <param name="RatePerS">The rate, from the mean first-passage time, per s.</param>
/// <param name="KramersRatePerS">Its approximation by Kramers, per s.</param>
/// <param name="Disturb">The probability for the read.</param>
public sealed record SteadyEscape(double RatePerS, double KramersRatePerS, double Disturb);
