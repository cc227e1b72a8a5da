namespace CycleSim.Studies.Accuracy;

/// <summary>Bits of an fp32 number whose writes fail.</summary>
public enum FailingField
{
    /// <summary>The 23 bits of the mantissa.</summary>
    Mantissa,

    /// <summary>The 9 bits of sign and exponent.</summary>
    SignAndExponent,

    /// <summary>All 32 bits.</summary>
    All,
}
