namespace CycleSim.Device.FokkerPlanck;

/// <summary>One piece of a pulse: a constant drive for some time.</summary>
/// <param name="Drive">What acts.</param>
/// <param name="Duration">For how long, in units of tau_D; above 0.</param>
/// <param name="Observable">A function of z whose mean is wanted over time; null records 0.</param>
internal sealed record ReducedSegment(ReducedDrive Drive, double Duration, Func<double, double>? Observable = null);
