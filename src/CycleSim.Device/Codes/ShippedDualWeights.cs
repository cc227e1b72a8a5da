using System.Globalization;

namespace CycleSim.Device.Codes;

/// <summary>
/// Weights of the dual codes that take longest to count, of usual numbers of data bits: what <see cref="DualWeights"/> finds for them
/// (tools/dual-weights).
/// </summary>
internal static class ShippedDualWeights
{
    /// <summary>Smallest number of check bits of a code in the file; fewer are counted in some milliseconds.</summary>
    internal const int MinCheckBits = 24;

    internal const string ResourceName = "dual-weights.txt";

    private static readonly Lazy<Dictionary<string, string>> Lines = new(() => Read().ToDictionary(
        line => line[..line.IndexOf(' ', StringComparison.Ordinal)], StringComparer.Ordinal));

    /// <summary>The codes in the file.</summary>
    internal static IEnumerable<string> Names => Lines.Value.Keys;

    /// <summary>The number of words of the dual code by weight, 0 to n; null for codes that are not in the file.</summary>
    internal static long[]? Find(ErrorCorrectingCode code)
    {
        if (code.CheckBits < MinCheckBits || !Lines.Value.TryGetValue(code.Name, out string? line))
            return null;
        long[] counts = new long[code.CodewordBits + 1];
        foreach (string pair in line.Split(' ').Skip(1))
        {
            int colon = pair.IndexOf(':', StringComparison.Ordinal);
            counts[int.Parse(pair[..colon], CultureInfo.InvariantCulture)] = long.Parse(pair[(colon + 1)..], CultureInfo.InvariantCulture);
        }

        return counts;
    }

    /// <summary>The line of a code: its name, then weight:number for each weight that occurs.</summary>
    internal static string Line(ErrorCorrectingCode code) => code.Name + string.Concat(
        DualWeights.Count(code.Checks).Select((count, weight) => (count, weight)).Where(one => one.count > 0)
            .Select(one => FormattableString.Invariant($" {one.weight}:{one.count}")));

    private static string[] Read()
    {
        using Stream stream = typeof(ShippedDualWeights).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"{ResourceName} is missing");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
