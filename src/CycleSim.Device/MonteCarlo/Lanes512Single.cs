using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CycleSim.Device.MonteCarlo;

/// <summary>Sixteen lanes of single precision.</summary>
internal readonly struct Lanes512Single : ILanes<Lanes512Single, float>
{
    // Bit pattern of sqrt(1/2), and bits of a mantissa.
    private const int RootHalfBits = 0x3F3504F3;
    private const int MantissaBits = 23;

    private readonly Vector512<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes512Single(Vector512<float> value) => _value = value;

    public static int Count => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Single Broadcast(double value) => new(Vector512.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Single Load(ref float source, int index) => new(Vector512.LoadUnsafe(ref source, (nuint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512Single lanes, ref float destination, int index) =>
        lanes._value.StoreUnsafe(ref destination, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Single FromWords(ref uint source, int index) =>
        new(Vector512.ConvertToSingle(Vector512.LoadUnsafe(ref source, (nuint)index).AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Single operator +(Lanes512Single a, Lanes512Single b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Single operator -(Lanes512Single a, Lanes512Single b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Single operator *(Lanes512Single a, Lanes512Single b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Single operator /(Lanes512Single a, Lanes512Single b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Single MultiplyAdd(Lanes512Single a, Lanes512Single b, Lanes512Single c) =>
        new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Single NegateMultiplyAdd(Lanes512Single a, Lanes512Single b, Lanes512Single c) =>
        new(Vector512.FusedMultiplyAdd(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Single Abs(Lanes512Single a) => new(Vector512.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Single Sqrt(Lanes512Single a) => new(Vector512.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Single SplitExponent(Lanes512Single a, out Lanes512Single exponent)
    {
        Vector512<int> bits = a._value.AsInt32();
        Vector512<int> power = Vector512.ShiftRightArithmetic(bits - Vector512.Create(RootHalfBits), MantissaBits);
        exponent = new(Vector512.ConvertToSingle(power));
        return new((bits - Vector512.ShiftLeft(power, MantissaBits)).AsSingle());
    }
}
