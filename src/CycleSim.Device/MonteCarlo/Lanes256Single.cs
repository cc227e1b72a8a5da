using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CycleSim.Device.MonteCarlo;

/// <summary>Eight lanes of single precision.</summary>
internal readonly struct Lanes256Single : ILanes<Lanes256Single, float>
{
    // Bit pattern of sqrt(1/2), and bits of a mantissa.
    private const int RootHalfBits = 0x3F3504F3;
    private const int MantissaBits = 23;

    private readonly Vector256<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes256Single(Vector256<float> value) => _value = value;

    public static int Count => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Single Broadcast(double value) => new(Vector256.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Single Load(ref float source, int index) => new(Vector256.LoadUnsafe(ref source, (nuint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256Single lanes, ref float destination, int index) =>
        lanes._value.StoreUnsafe(ref destination, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Single FromWords(ref uint source, int index) =>
        new(Vector256.ConvertToSingle(Vector256.LoadUnsafe(ref source, (nuint)index).AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Single operator +(Lanes256Single a, Lanes256Single b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Single operator -(Lanes256Single a, Lanes256Single b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Single operator *(Lanes256Single a, Lanes256Single b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Single operator /(Lanes256Single a, Lanes256Single b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Single MultiplyAdd(Lanes256Single a, Lanes256Single b, Lanes256Single c) =>
        new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Single NegateMultiplyAdd(Lanes256Single a, Lanes256Single b, Lanes256Single c) =>
        new(Vector256.FusedMultiplyAdd(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Single Abs(Lanes256Single a) => new(Vector256.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Single Sqrt(Lanes256Single a) => new(Vector256.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256Single SplitExponent(Lanes256Single a, out Lanes256Single exponent)
    {
        Vector256<int> bits = a._value.AsInt32();
        Vector256<int> power = Vector256.ShiftRightArithmetic(bits - Vector256.Create(RootHalfBits), MantissaBits);
        exponent = new(Vector256.ConvertToSingle(power));
        return new((bits - Vector256.ShiftLeft(power, MantissaBits)).AsSingle());
    }
}
