using CycleSim.Platform;

namespace CycleSim.Accelerator.Mapping;

/// <summary>How many words of a tile fit the buffers.</summary>
internal sealed class BufferRoom
{
    private static readonly (string Name, GemmDimension Absent)[] Operands =
        [("A", GemmDimension.N), ("B", GemmDimension.M), ("C", GemmDimension.K)];

    private readonly OperandBuffers _buffers;
    private readonly WordSizes _words;

    // By the dimension that the operand does not have.
    private readonly PerDimension _tileWords;

    internal BufferRoom(OperandBuffers buffers, WordSizes words)
    {
        _buffers = buffers;
        _words = words;
        _tileWords = new PerDimension(Room(GemmDimension.M), Room(GemmDimension.N), Room(GemmDimension.K));

        long Room(GemmDimension absent) => Buffer(absent).TileWords(WordBytes(absent));
    }

    /// <summary>The largest size of a tile in one dimension beside sizes in the two others; 0 if nothing fits.</summary>
    /// <param name="dimension">The dimension that is asked for.</param>
    /// <param name="held">Words that the tile holds in each of the others, at least 1.</param>
    internal long Limit(GemmDimension dimension, PerDimension held)
    {
        (GemmDimension first, GemmDimension second) = PerDimension.Others(dimension);
        return Math.Min(_tileWords[second] / held[first], _tileWords[first] / held[second]);
    }

    /// <summary>Whether a tile fits the buffer of the operand that has two dimensions.</summary>
    /// <param name="first">One of them.</param>
    /// <param name="second">The other.</param>
    /// <param name="held">Words that the tile holds in these dimensions, at least 1.</param>
    internal bool Fits(GemmDimension first, GemmDimension second, PerDimension held) =>
        held[first] <= _tileWords[PerDimension.Third(first, second)] / held[second];

    /// <summary>Refuses a tile that does not fit.</summary>
    /// <param name="held">Words that it holds in each dimension.</param>
    /// <param name="what">What it is, for the message: "the smallest tile".</param>
    /// <exception cref="InputException">A buffer is too small for it; the message names the buffer, its size and the bytes.</exception>
    internal void Check(PerDimension held, string what)
    {
        foreach ((string name, GemmDimension absent) in Operands)
        {
            (GemmDimension first, GemmDimension second) = PerDimension.Others(absent);
            if (Fits(first, second, held))
                continue;
            OperandBuffer buffer = Buffer(absent);
            Int128 bytes = (Int128)held[first] * held[second] * WordBytes(absent) * buffer.Halves;
            (long rows, long columns) = absent == GemmDimension.M ? (held.K, held.N) : (held[first], held[second]);
            throw new InputException(FormattableString.Invariant(
                $"buffer {name} has {buffer.Bytes} bytes, but {what} takes {bytes} bytes ({rows} x {columns} words x ")
                + FormattableString.Invariant($"{WordBytes(absent)} B, {buffer.Halves} {(buffer.Halves == 1 ? "half" : "halves")})"));
        }
    }

    private OperandBuffer Buffer(GemmDimension absent) => absent switch
    {
        GemmDimension.N => _buffers.A,
        GemmDimension.M => _buffers.B,
        _ => _buffers.C,
    };

    private int WordBytes(GemmDimension absent) => absent == GemmDimension.K ? _words.Partial : _words.Element;
}
