namespace CycleSim.Training.Errors;

/// <summary>Bits that hold something else than was written, by place and bit, and words written, by place.</summary>
public sealed class ErrorCounts
{
    private const int Places = 3;

    private readonly long[][] _bits = [new long[BitMap.WordBits], new long[BitMap.WordBits], new long[BitMap.WordBits]];
    private readonly long[] _words = new long[Places];

    /// <summary>Wrong bits of a place by bit position.</summary>
    public IReadOnlyList<long> Bits(ErrorPlace place) => _bits[(int)place];

    /// <summary>Words written at a place, whether its writes can fail or not.</summary>
    public long Words(ErrorPlace place) => _words[(int)place];

    /// <summary>Wrong bits of a place.</summary>
    public long Total(ErrorPlace place) => _bits[(int)place].Sum();

    /// <summary>Adds other counts.</summary>
    public void Add(ErrorCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int place = 0; place < Places; place++)
        {
            _words[place] += other._words[place];
            for (int bit = 0; bit < BitMap.WordBits; bit++)
                _bits[place][bit] += other._bits[place][bit];
        }
    }

    /// <summary>All numbers, for a checkpoint: per place the words and the bits.</summary>
    internal IEnumerable<long> Numbers => Enumerable.Range(0, Places).SelectMany(place => _bits[place].Prepend(_words[place]));

    /// <summary>Sets what <see cref="Numbers"/> gave.</summary>
    internal void Set(IReadOnlyList<long> numbers)
    {
        for (int place = 0; place < Places; place++)
        {
            _words[place] = numbers[place * (BitMap.WordBits + 1)];
            for (int bit = 0; bit < BitMap.WordBits; bit++)
                _bits[place][bit] = numbers[place * (BitMap.WordBits + 1) + 1 + bit];
        }
    }

    internal void CountWords(ErrorPlace place, long words) => _words[(int)place] += words;

    internal Span<long> BitsOf(ErrorPlace place) => _bits[(int)place];
}
