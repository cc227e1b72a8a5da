using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CycleSim.Device.MonteCarlo;

/// <summary>Four lanes of double precision.</summary>
internal readonly struct Lanes256Double : ILanes<Lanes256Double, double>
{
    // Bit patterns of sqrt(1/2), 1 and 2^52; adding a small integer to the last one converts it.
    private const ulong RootHalfBits = 0x3FE6A09E667F3BCD;
    private const ulong OneBits = 0x3FF0000000000000;
    private const ulong MagicBits = 0x4330000000000000;
    private const double Magic = 4503599627370496;
    private const double Bias = 1023;
    private const int MantissaBits = 52;

    private readonly Vector256<double> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes256Double(Vector256<double> value) => _value = value;

    public static int Count => Vector256<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Double Broadcast(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Double Load(ref double source, int index) => new(Vector256.LoadUnsafe(ref source, (nuint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256Double lanes, ref double destination, int index) =>
        lanes._value.StoreUnsafe(ref destination, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Double FromWords(ref uint source, int index) =>
        new(Avx.IsSupported
            ? Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref source, (nuint)index).AsInt32())
            : Vector256.ConvertToDouble(Widen(Vector128.LoadUnsafe(ref source, (nuint)index).AsInt32())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Double operator +(Lanes256Double a, Lanes256Double b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Double operator -(Lanes256Double a, Lanes256Double b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Double operator *(Lanes256Double a, Lanes256Double b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Double operator /(Lanes256Double a, Lanes256Double b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Double MultiplyAdd(Lanes256Double a, Lanes256Double b, Lanes256Double c) =>
        new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Double NegateMultiplyAdd(Lanes256Double a, Lanes256Double b, Lanes256Double c) =>
        new(Vector256.FusedMultiplyAdd(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Double Abs(Lanes256Double a) => new(Vector256.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Double Sqrt(Lanes256Double a) => new(Vector256.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Double SplitExponent(Lanes256Double a, out Lanes256Double exponent)
    {
        // 64-bit lanes: the shift is unsigned and the bias stays, because AVX2 has no signed one.
        Vector256<ulong> bits = a._value.AsUInt64();
        Vector256<ulong> power = Vector256.ShiftRightLogical(bits + Vector256.Create(OneBits - RootHalfBits), MantissaBits);
        exponent = new((power | Vector256.Create(MagicBits)).AsDouble() - Vector256.Create(Magic + Bias));
        return new((bits - Vector256.ShiftLeft(power, MantissaBits) + Vector256.Create(OneBits)).AsDouble());
    }

    private static Vector256<long> Widen(Vector128<int> words) =>
        Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words));
}
