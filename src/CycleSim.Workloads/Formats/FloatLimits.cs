namespace CycleSim.Workloads.Formats;

/// <summary>Numbers of a floating-point format where rounding changes its rule, in bits of binary32 without sign.</summary>
/// <param name="MinNormal">The min normal number.</param>
/// <param name="MaxFinite">The max finite number.</param>
/// <param name="Overflow">What larger ones become.</param>
/// <param name="NaN">What NaNs become.</param>
internal readonly record struct FloatLimits(int MinNormal, int MaxFinite, int Overflow, int NaN);
