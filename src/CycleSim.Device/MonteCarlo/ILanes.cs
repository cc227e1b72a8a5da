namespace CycleSim.Device.MonteCarlo;

/// <summary>
/// A vector of floating-point lanes, one trajectory in each. Every operation is defined by IEEE 754 lane by lane, so that results do not
/// depend on the number of lanes.
/// </summary>
/// <typeparam name="TSelf">The vector.</typeparam>
/// <typeparam name="TElement">Type of a lane.</typeparam>
internal interface ILanes<TSelf, TElement>
    where TSelf : struct, ILanes<TSelf, TElement>
    where TElement : unmanaged
{
    /// <summary>Number of lanes.</summary>
    public static abstract int Count { get; }

    public static abstract TSelf Broadcast(double value);

    public static abstract TSelf Load(ref TElement source, int index);

    public static abstract void Store(TSelf lanes, ref TElement destination, int index);

    /// <summary>Converts signed 32-bit words, rounding to nearest.</summary>
    public static abstract TSelf FromWords(ref uint source, int index);

    public static abstract TSelf operator +(TSelf a, TSelf b);

    public static abstract TSelf operator -(TSelf a, TSelf b);

    public static abstract TSelf operator *(TSelf a, TSelf b);

    public static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>a b + c with one rounding.</summary>
    public static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>c - a b with one rounding.</summary>
    public static abstract TSelf NegateMultiplyAdd(TSelf a, TSelf b, TSelf c);

    public static abstract TSelf Abs(TSelf a);

    public static abstract TSelf Sqrt(TSelf a);

    /// <summary>Splits positive numbers into a mantissa from sqrt(1/2) to sqrt(2) and a power of two.</summary>
    public static abstract TSelf SplitExponent(TSelf a, out TSelf exponent);
}
