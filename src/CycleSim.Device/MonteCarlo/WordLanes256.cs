using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CycleSim.Device.MonteCarlo;

/// <summary>Four words in 64-bit lanes.</summary>
internal readonly struct WordLanes256 : IWordLanes<WordLanes256>
{
    private readonly Vector256<ulong> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private WordLanes256(Vector256<ulong> value) => _value = value;

    public static int Count => Vector256<ulong>.Count;

    public static WordLanes256 EvenNumbers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256.Create(0UL, 2, 4, 6));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 Broadcast(uint word) => new(Vector256.Create((ulong)word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 Add(WordLanes256 a, WordLanes256 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 Xor(WordLanes256 a, WordLanes256 b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 Multiply(WordLanes256 a, WordLanes256 b) => new(
        Avx2.IsSupported ? Avx2.Multiply(a._value.AsUInt32(), b._value.AsUInt32())
            : Lower(a._value) * Lower(b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes256 Upper(WordLanes256 a) => new(Vector256.ShiftRightLogical(a._value, 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreInterleaved(WordLanes256 even, WordLanes256 odd, ref uint destination, int index) =>
        (Lower(even._value) | Vector256.ShiftLeft(odd._value, 32)).AsUInt32().StoreUnsafe(ref destination, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Lower(Vector256<ulong> value) => value & Vector256.Create((ulong)uint.MaxValue);
}
