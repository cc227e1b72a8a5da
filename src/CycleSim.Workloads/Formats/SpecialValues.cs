namespace CycleSim.Workloads.Formats;

/// <summary>Which codes of a floating-point format are no finite numbers.</summary>
public enum SpecialValues
{
    /// <summary>The highest exponent holds infinities and NaNs, as in IEEE 754.</summary>
    InfinitiesAndNaNs,

    /// <summary>The code of ones alone is NaN, and there are no infinities, as in E4M3 of the OCP.</summary>
    NaN,

    /// <summary>Every code is a finite number; NaN becomes zero.</summary>
    None,
}
