using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CycleSim.Device.MonteCarlo;

/// <summary>Eight lanes of double precision.</summary>
internal readonly struct Lanes512Double : ILanes<Lanes512Double, double>
{
    // Bit patterns of sqrt(1/2), 1 and 2^52; adding a small integer to the last one converts it.
    private const ulong RootHalfBits = 0x3FE6A09E667F3BCD;
    private const ulong OneBits = 0x3FF0000000000000;
    private const ulong MagicBits = 0x4330000000000000;
    private const double Magic = 4503599627370496;
    private const double Bias = 1023;
    private const int MantissaBits = 52;

    private readonly Vector512<double> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes512Double(Vector512<double> value) => _value = value;

    public static int Count => Vector512<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Double Broadcast(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Double Load(ref double source, int index) => new(Vector512.LoadUnsafe(ref source, (nuint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512Double lanes, ref double destination, int index) =>
        lanes._value.StoreUnsafe(ref destination, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Double FromWords(ref uint source, int index) =>
        new(Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Double(Vector256.LoadUnsafe(ref source, (nuint)index).AsInt32())
            : Vector512.ConvertToDouble(Widen(Vector256.LoadUnsafe(ref source, (nuint)index).AsInt32())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Double operator +(Lanes512Double a, Lanes512Double b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Double operator -(Lanes512Double a, Lanes512Double b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Double operator *(Lanes512Double a, Lanes512Double b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Double operator /(Lanes512Double a, Lanes512Double b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Double MultiplyAdd(Lanes512Double a, Lanes512Double b, Lanes512Double c) =>
        new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Double NegateMultiplyAdd(Lanes512Double a, Lanes512Double b, Lanes512Double c) =>
        new(Vector512.FusedMultiplyAdd(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Double Abs(Lanes512Double a) => new(Vector512.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Double Sqrt(Lanes512Double a) => new(Vector512.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512Double SplitExponent(Lanes512Double a, out Lanes512Double exponent)
    {
        // 64-bit lanes: the shift is unsigned and the bias stays, because AVX2 has no signed one.
        Vector512<ulong> bits = a._value.AsUInt64();
        Vector512<ulong> power = Vector512.ShiftRightLogical(bits + Vector512.Create(OneBits - RootHalfBits), MantissaBits);
        exponent = new((power | Vector512.Create(MagicBits)).AsDouble() - Vector512.Create(Magic + Bias));
        return new((bits - Vector512.ShiftLeft(power, MantissaBits) + Vector512.Create(OneBits)).AsDouble());
    }

    private static Vector512<long> Widen(Vector256<int> words) =>
        Vector512.Create(Vector256.WidenLower(words), Vector256.WidenUpper(words));
}
