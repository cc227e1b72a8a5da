namespace CycleSim.Workloads.Formats;

/// <summary>What becomes of a number that is beyond the max finite number of a format after rounding.</summary>
public enum OverflowRule
{
    /// <summary>Infinity of its sign, as in IEEE 754; NaN in formats that have no infinity.</summary>
    ToInfinity,

    /// <summary>The max finite number of its sign; infinities too.</summary>
    Saturate,
}
