using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CycleSim.Device.MonteCarlo;

/// <summary>Eight words in 64-bit lanes.</summary>
internal readonly struct WordLanes512 : IWordLanes<WordLanes512>
{
    private readonly Vector512<ulong> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private WordLanes512(Vector512<ulong> value) => _value = value;

    public static int Count => Vector512<ulong>.Count;

    public static WordLanes512 EvenNumbers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512.Create(0UL, 2, 4, 6, 8, 10, 12, 14));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 Broadcast(uint word) => new(Vector512.Create((ulong)word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 Add(WordLanes512 a, WordLanes512 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 Xor(WordLanes512 a, WordLanes512 b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 Multiply(WordLanes512 a, WordLanes512 b) => new(
        Avx512F.IsSupported ? Avx512F.Multiply(a._value.AsUInt32(), b._value.AsUInt32())
            : Lower(a._value) * Lower(b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordLanes512 Upper(WordLanes512 a) => new(Vector512.ShiftRightLogical(a._value, 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreInterleaved(WordLanes512 even, WordLanes512 odd, ref uint destination, int index) =>
        (Lower(even._value) | Vector512.ShiftLeft(odd._value, 32)).AsUInt32().StoreUnsafe(ref destination, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Lower(Vector512<ulong> value) => value & Vector512.Create((ulong)uint.MaxValue);
}
