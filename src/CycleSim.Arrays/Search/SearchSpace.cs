using System.Collections.Concurrent;
using CycleSim.Arrays.Circuit;

namespace CycleSim.Arrays.Search;

/// <summary>
/// The organisations that are tried: powers of two, in the order of the reference (it keeps the first of equally good ones).
/// </summary>
internal sealed class SearchSpace
{
    /// <summary>Subarrays of each active mat of a data array that an access activates: all.</summary>
    public const int ActiveDataSubarrays = 4;

    // Limits of the reference.
    private const int MaxDataMats = 512;
    private const int MaxDataWays = 256;
    private const double MaxDataAspectRatio = 10;
    private const int MaxTagMats = 64;
    private const int MaxTagWays = 64;

    private static readonly ConcurrentDictionary<int, BankShape[]> TagShapesByWays = new();

    private readonly StoredArray _stored;

    private SearchSpace(BankShape[] shapes, StoredArray stored)
    {
        Shapes = shapes;
        _stored = stored;
        MaxWays = stored.IsTag ? MaxTagWays : MaxDataWays;
        Styles = stored.IsTag ? [DriverStyle.Fast, DriverStyle.Small] : [DriverStyle.Fast];
        MaxAspectRatio = stored.IsTag ? double.PositiveInfinity : MaxDataAspectRatio;
    }

    /// <summary>The banks.</summary>
    public IReadOnlyList<BankShape> Shapes { get; }

    /// <summary>Max ways of one multiplexer.</summary>
    public int MaxWays { get; }

    /// <summary>How drivers may be sized.</summary>
    public IReadOnlyList<DriverStyle> Styles { get; }

    /// <summary>Max ratio of a bank's sides.</summary>
    public double MaxAspectRatio { get; }

    /// <summary>
    /// Data arrays under CACTI's assumptions: an access activates one row of mats and all four subarrays of each.
    /// </summary>
    /// <param name="words">Words; a power of two.</param>
    /// <param name="wordBits">Bits of a word.</param>
    public static SearchSpace OfData(long words, int wordBits)
    {
        MatShape mat = new(2, 2, 2, 2);
        var banks =
            from rows in Powers(MaxDataMats)
            from columns in Powers(MaxDataMats)
            where columns * mat.Active <= wordBits
            select new BankShape(rows, columns, 1, columns, mat);
        return new([.. banks], new StoredArray(words, wordBits, 0, IsTag: false));
    }

    /// <summary>Tag arrays: any part of the mats and subarrays may be active.</summary>
    /// <param name="sets">Sets; a power of two.</param>
    /// <param name="ways">Ways of a set.</param>
    /// <param name="tagBits">Bits of a tag with its state.</param>
    public static SearchSpace OfTags(long sets, int ways, int tagBits) =>
        new(TagShapesByWays.GetOrAdd(ways, TagShapes), new StoredArray(sets, ways, tagBits, IsTag: true));

    /// <summary>
    /// What a bank stores: tags, and words with check bits, are filled up so that all active subarrays have as many bits; null when there
    /// are too few.
    /// </summary>
    public StoredArray? Stored(in BankShape shape)
    {
        int active = shape.ActiveMats * shape.Mat.Active;
        if (!_stored.IsTag)
            return _stored with { DistributedBits = FilledUp(_stored.DistributedBits, active) };
        int bits = _stored.BroadcastBits;
        return active <= bits ? _stored with { BroadcastBits = FilledUp(bits, active) } : null;
    }

    /// <summary>The next number of bits that subarrays share evenly.</summary>
    public static int FilledUp(int bits, int subarrays) => (bits + subarrays - 1) / subarrays * subarrays;

    private static BankShape[] TagShapes(int ways)
    {
        var banks =
            from rows in Powers(MaxTagMats)
            from columns in Powers(MaxTagMats)
            from activeColumns in Powers(columns)
            from activeRows in Powers(rows)
            where activeColumns * activeRows <= ways
            from matRows in Powers(2)
            from matColumns in Powers(2)
            from activeMatColumns in Powers(matColumns)
            from activeMatRows in Powers(matRows)
            select new BankShape(
                rows, columns, activeRows, activeColumns, new MatShape(matRows, matColumns, activeMatRows, activeMatColumns));
        return [.. banks];
    }

    private static IEnumerable<int> Powers(int max)
    {
        for (int power = 1; power <= max; power *= 2)
            yield return power;
    }
}
