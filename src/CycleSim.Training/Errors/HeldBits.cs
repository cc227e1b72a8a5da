using System.Runtime.CompilerServices;

namespace CycleSim.Training.Errors;

/// <summary>
/// The bits of a tensor that the next write will fail to change, with what they hold: kept while the tensor is updated in place.
/// </summary>
internal sealed class HeldBits
{
    private const int MinSize = 1024;

    private ulong[] _bits = [];
    private int _count;

    /// <summary>Each is the word x 64 + the bit of the word x 2 + what it holds.</summary>
    internal ReadOnlySpan<ulong> All => _bits.AsSpan(0, _count);

    /// <summary>Bits that were kept before, as <see cref="All"/> gives them.</summary>
    internal static HeldBits Of(ReadOnlySpan<ulong> bits) => new() { _bits = bits.ToArray(), _count = bits.Length };

    /// <summary>Forgets all.</summary>
    internal void Clear() => _count = 0;

    /// <summary>Keeps bits of a tensor.</summary>
    /// <param name="hits">Words x 32 + bits.</param>
    /// <param name="values">The tensor.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Add(ReadOnlySpan<ulong> hits, ReadOnlySpan<uint> values)
    {
        if (_count + hits.Length > _bits.Length)
            Array.Resize(ref _bits, Math.Max(_bits.Length * 2, Math.Max(MinSize, _count + hits.Length)));
        foreach (ulong hit in hits)
            _bits[_count++] = (hit << 1) | ((values[(int)(hit >> 5)] >> (int)(hit & 31)) & 1);
    }
}
