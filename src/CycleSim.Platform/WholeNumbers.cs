namespace CycleSim.Platform;

/// <summary>Arithmetic of whole numbers that .NET does not have.</summary>
public static class WholeNumbers
{
    /// <summary>A quotient, rounded up.</summary>
    /// <param name="dividend">The dividend, at least 0.</param>
    /// <param name="divisor">The divisor, at least 1.</param>
    public static long CeilingDivide(long dividend, long divisor) => dividend / divisor + (dividend % divisor > 0 ? 1 : 0);
}
