using System.Numerics;

namespace CycleSim.Workloads.Formats;

/// <summary>Where the fields of a stored number lie; bit 0 is the least significant one.</summary>
/// <param name="SignMask">The bit of the sign; 0 for unsigned formats.</param>
/// <param name="ExponentMask">The bits of the exponent; 0 for integers.</param>
/// <param name="MantissaMask">The bits of the mantissa, or of an integer below its sign; 0 for powers of two.</param>
public sealed record BitLayout(uint SignMask, uint ExponentMask, uint MantissaMask)
{
    /// <summary>Bits of a code, 1 to 32.</summary>
    public int Bits => BitOperations.Log2(Mask) + 1;

    /// <summary>All bits of a code.</summary>
    public uint Mask => SignMask | ExponentMask | MantissaMask;

    /// <summary>The field that a bit belongs to.</summary>
    /// <param name="bit">The bit, 0 to <see cref="Bits"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The format has no such bit.</exception>
    public BitField FieldOf(int bit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bit, Bits);
        uint mask = 1u << bit;
        if ((mask & SignMask) != 0)
            return BitField.Sign;
        if ((mask & ExponentMask) != 0)
            return BitField.Exponent;
        return ExponentMask == 0 ? BitField.Magnitude : BitField.Mantissa;
    }
}
