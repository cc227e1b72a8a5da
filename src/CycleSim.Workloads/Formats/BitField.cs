namespace CycleSim.Workloads.Formats;

/// <summary>What a bit of a stored number belongs to: how much a wrong bit changes depends on it.</summary>
public enum BitField
{
    /// <summary>The sign; in two's complement, the bit that counts negative.</summary>
    Sign,

    /// <summary>The exponent: a wrong bit changes the number by a power of two.</summary>
    Exponent,

    /// <summary>The fraction behind the leading one of a floating-point number.</summary>
    Mantissa,

    /// <summary>The bits of an integer below its sign.</summary>
    Magnitude,
}
