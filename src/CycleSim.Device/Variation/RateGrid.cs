namespace CycleSim.Device.Variation;

/// <summary>
/// Where the points of the table of rates lie: at equal distances in 1 / sqrt(Delta), ln(i + 1/2) and ln(tau), in which the rate's distance
/// from the closed form is smooth.
/// </summary>
internal static class RateGrid
{
    internal const double MinStability = CellMap.MinStability;
    internal const double MaxStability = 1000;
    internal const double MaxOverdrive = 1000;
    internal const double MinTime = 0.004;

    // Of the nominal cell, and of any cell: those far out may be less accurate, as little depends on them.
    internal const double MaxNominalTime = 20;
    internal const double MaxTime = 45;

    // Index of the first point, number of points, and distance.
    internal const int FirstBarrier = 1;
    internal const int Barriers = 14;
    internal const double BarrierStep = 0.03;
    internal const int FirstOverdrive = -9;
    internal const int Overdrives = 82;
    internal const double OverdriveStep = 0.1;
    internal const int FirstTime = -39;
    internal const int Times = 66;
    internal const double TimeStep = 0.15;

    /// <summary>Position of a barrier, in points from index 0.</summary>
    internal static double OfStability(double stability) => 1 / Math.Sqrt(stability) / BarrierStep;

    /// <summary>Position of an overdrive.</summary>
    internal static double OfOverdrive(double overdrive) => Math.Log(overdrive + 0.5) / OverdriveStep;

    /// <summary>Position of a time.</summary>
    internal static double OfTime(double time) => Math.Log(time) / TimeStep;

    /// <summary>The barrier at a point.</summary>
    internal static double Stability(int index) => 1 / (index * BarrierStep * (index * BarrierStep));

    /// <summary>The overdrive at a point.</summary>
    internal static double Overdrive(int index) => Math.Exp(index * OverdriveStep) - 0.5;

    /// <summary>The time at a point.</summary>
    internal static double Time(int index) => Math.Exp(index * TimeStep);
}
