using System.Buffers;
using System.Globalization;
using CycleSim.Platform;

namespace CycleSim.Configuration.Text;

/// <summary>Sizes in bytes as people write them: "48MiB", "0.5 MiB", "64 kB", "512".</summary>
public static class ByteSize
{
    private const string Allowed =
        "a positive number with B, KiB, MiB, GiB, TiB or K, M, G, T (powers of 1024) or kB, KB, MB, GB, " +
        "TB (powers of 1000), whole in bytes, "
        + "e.g. \"48 MiB\"";

    // More characters than this cannot be held exactly in a decimal.
    private const int MaxNumberLength = 24;

    // Whole multiples of a small unit are kept exact up to here; beyond, rounded figures of a larger unit read better.
    private const long LargestExactCount = 100_000;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Name, long Bytes)[] BinaryUnits =
        [("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1)];

    /// <summary>Reads a size.</summary>
    /// <param name="text">
    /// A decimal number and a unit: KiB, MiB, GiB, TiB and K, M, G, T are powers of 1024, as capacities of memories are; kB, KB, MB, GB, TB
    /// are powers of 1000; B or none is bytes.
    /// </param>
    /// <returns>The size in bytes, at least 1.</returns>
    /// <exception cref="InputException">The text is no size, or not a whole positive number of bytes that fits 63 bits.</exception>
    public static long Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out long bytes)
            ? bytes
            : throw new InputException(Problem(text));
    }

    /// <summary>Writes a size in powers of 1024.</summary>
    /// <param name="bytes">Size in bytes, at least 0.</param>
    /// <returns>E.g. "48 MiB", "1.5 GiB", "40592 KiB", "100 B"; three significant digits where no short exact form exists.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static string Format(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        (string largestName, long largest) = BinaryUnits.First(unit => bytes >= unit.Bytes || unit.Bytes == 1);

        // Eighths have at most three decimals, so they are still short and exact.
        if (largest == 1 || bytes % (largest / 8) == 0)
            return Invariant($"{(decimal)bytes / largest:0.###} {largestName}");
        foreach ((string name, long unit) in BinaryUnits)
        {
            if (bytes % unit == 0 && bytes / unit < LargestExactCount)
                return Invariant($"{bytes / unit} {name}");
        }

        decimal value = (decimal)bytes / largest;
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return Invariant($"{Math.Round(value, decimals)} {largestName}");
    }

    /// <summary>Why a text is no size, and what is one.</summary>
    internal static string Problem(string text) =>
        $"{QuotedText.Of(text)} is not a size; allowed: {Allowed}{NumberText.CommaHint(text)}";

    internal static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        int digits = rest.IndexOfAnyExcept(NumberCharacters);
        ReadOnlySpan<char> number = digits < 0 ? rest : rest[..digits];
        long unit = UnitBytes(digits < 0 ? "" : rest[digits..].TrimStart());
        if (unit == 0
            || number.Length is 0 or > MaxNumberLength
            || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal count)
            || count > (decimal)long.MaxValue / unit)
        {
            return false;
        }

        decimal total = count * unit;
        if (total < 1 || total > long.MaxValue || total != decimal.Truncate(total))
            return false;
        bytes = (long)total;
        return true;
    }

    private static long UnitBytes(ReadOnlySpan<char> name) => name switch
    {
        "" or "B" => 1,
        "KiB" or "K" => 1L << 10,
        "MiB" or "M" => 1L << 20,
        "GiB" or "G" => 1L << 30,
        "TiB" or "T" => 1L << 40,
        "kB" or "KB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        "TB" => 1_000_000_000_000,
        _ => 0,
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
