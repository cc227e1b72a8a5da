using CycleSim.Arrays.Circuit;

namespace CycleSim.Arrays.Search;

/// <summary>
/// The organisations that are tried: powers of two, in the order of the reference (it keeps the first of equally good ones).
/// </summary>
/// <param name="Candidates">Banks, and what they store.</param>
/// <param name="MostWays">Most ways of one multiplexer.</param>
/// <param name="Styles">How drivers may be sized.</param>
/// <param name="MostAspectRatio">Greatest ratio of a bank's sides.</param>
internal sealed record SearchSpace(
    IReadOnlyList<(BankShape Shape, StoredArray Stored)> Candidates, int MostWays, IReadOnlyList<DriverStyle> Styles,
    double MostAspectRatio)
{
    // Limits of the reference.
    private const int MostDataMats = 512;
    private const int MostDataWays = 256;
    private const double MostDataAspectRatio = 10;
    private const int MostTagMats = 64;
    private const int MostTagWays = 64;

    /// <summary>
    /// Data arrays under CACTI's assumptions: an access activates one row of mats and all four subarrays of each.
    /// </summary>
    /// <param name="words">Words; a power of two.</param>
    /// <param name="wordBits">Bits of a word; a power of two.</param>
    public static SearchSpace OfData(long words, int wordBits)
    {
        MatShape mat = new(2, 2, 2, 2);
        StoredArray stored = new(words, wordBits, 0, IsTag: false);
        var banks =
            from rows in Powers(MostDataMats)
            from columns in Powers(MostDataMats)
            where columns * mat.Active <= wordBits
            select (new BankShape(rows, columns, 1, columns, mat), stored);
        return new([.. banks], MostDataWays, [DriverStyle.Fast], MostDataAspectRatio);
    }

    /// <summary>Tag arrays: any part of the mats and subarrays may be active.</summary>
    /// <param name="sets">Sets; a power of two.</param>
    /// <param name="ways">Ways of a set.</param>
    /// <param name="tagBits">Bits of a tag with its state; filled up so that all active subarrays have as many.</param>
    public static SearchSpace OfTags(long sets, int ways, int tagBits)
    {
        var banks =
            from rows in Powers(MostTagMats)
            from columns in Powers(MostTagMats)
            from activeColumns in Powers(columns)
            from activeRows in Powers(rows)
            where activeColumns * activeRows <= ways
            from matRows in Powers(2)
            from matColumns in Powers(2)
            from activeMatColumns in Powers(matColumns)
            from activeMatRows in Powers(matRows)
            let active = activeRows * activeColumns * activeMatRows * activeMatColumns
            where active <= tagBits
            let bits = (tagBits + active - 1) / active * active
            select (
                new BankShape(rows, columns, activeRows, activeColumns, new MatShape(matRows, matColumns, activeMatRows, activeMatColumns)),
                new StoredArray(sets, ways, bits, IsTag: true));
        return new([.. banks], MostTagWays, [DriverStyle.Fast, DriverStyle.Small], double.PositiveInfinity);
    }

    private static IEnumerable<int> Powers(int most)
    {
        for (int power = 1; power <= most; power *= 2)
            yield return power;
    }
}
