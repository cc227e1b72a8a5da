using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Circuit;
using CycleSim.Arrays.Search;

namespace CycleSim.Arrays.Models;

/// <summary>
/// Metrics of a design in the parts that are interpolated. The energy in written cells is not: it belongs to the write point.
/// </summary>
internal sealed record DesignPoint(
    double AreaMm2, double ReadLatencyNs, double WriteLatencyNs, double ReadEnergyPj, double WriteFixedPj, double LinePjPerBit,
    double LeakageMw, string Data, string? Tags)
{
    public static DesignPoint Of(BankDesign data)
    {
        BankMetrics metrics = data.Metrics;
        return new(
            metrics.Area * 1e6, metrics.ReadLatency * 1e9, metrics.WriteLatency * 1e9, metrics.ReadEnergy * 1e12,
            metrics.WriteFixedEnergy * 1e12, metrics.WriteLineEnergyPerBit * 1e12, metrics.Leakage * 1e3,
            data.Organisation.ToString(), null);
    }

    /// <summary>Adds the tag array: it is read before the data and written beside them, all of its bits each time.</summary>
    public DesignPoint WithTags(BankDesign tags)
    {
        BankMetrics metrics = tags.Metrics;
        return this with
        {
            AreaMm2 = AreaMm2 + metrics.Area * 1e6,
            ReadLatencyNs = ReadLatencyNs + metrics.ReadLatency * 1e9,
            WriteLatencyNs = Math.Max(WriteLatencyNs, metrics.WriteLatency * 1e9),
            ReadEnergyPj = ReadEnergyPj + metrics.ReadEnergy * 1e12,
            WriteFixedPj = WriteFixedPj + metrics.WriteEnergy * 1e12,
            LeakageMw = LeakageMw + metrics.Leakage * 1e3,
            Tags = tags.Organisation.ToString(),
        };
    }

    /// <summary>A point between two, each metric as a power of the capacity or node.</summary>
    /// <param name="low">The point at share 0.</param>
    /// <param name="high">The point at share 1.</param>
    /// <param name="share">Where it lies, in the logarithm.</param>
    public static DesignPoint Between(DesignPoint low, DesignPoint high, double share) => share switch
    {
        0 => low,
        1 => high,
        _ => new(
            Power(low.AreaMm2, high.AreaMm2, share), Power(low.ReadLatencyNs, high.ReadLatencyNs, share),
            Power(low.WriteLatencyNs, high.WriteLatencyNs, share), Power(low.ReadEnergyPj, high.ReadEnergyPj, share),
            Power(low.WriteFixedPj, high.WriteFixedPj, share), Power(low.LinePjPerBit, high.LinePjPerBit, share),
            Power(low.LeakageMw, high.LeakageMw, share), Both(low.Data, high.Data), low.Tags is null ? null : Both(low.Tags, high.Tags!)),
    };

    /// <summary>The design with the write point's energies.</summary>
    public ArrayDesign At(long capacityBytes, WritePoint? point, int accessBits, int storedBits)
    {
        WriteEnergy write = new(
            WriteFixedPj, LinePjPerBit, (point?.SetEnergyJ ?? 0) * 1e12, (point?.ResetEnergyJ ?? 0) * 1e12, storedBits);
        MemoryMetrics metrics = new(
            capacityBytes, AreaMm2, ReadLatencyNs, WriteLatencyNs, ReadEnergyPj, write.WholeAccessPj, accessBits, LeakageMw);
        return new(metrics, write, Data, Tags);
    }

    private static double Power(double low, double high, double share) =>
        Math.Clamp(low * Math.Pow(high / low, share), Math.Min(low, high), Math.Max(low, high));

    private static string Both(string low, string high) => low == high ? low : $"between [{low}] and [{high}]";
}
