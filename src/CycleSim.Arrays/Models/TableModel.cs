using System.Collections.Immutable;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Arrays.Models;

/// <summary>
/// Metrics from a table over capacity, as array models such as NVSim give them or as they are measured. Between its rows every metric is
/// interpolated as a power of the capacity (a straight line in log-log axes, so monotone between rows), because area, wire delay,
/// energy and leakage of an array all grow roughly so.
/// </summary>
internal sealed class TableModel : IMemoryModel
{
    private readonly string _name;
    private readonly int _accessBits;
    private readonly MemoryMetrics[] _metrics;
    private readonly long[] _capacities;

    internal TableModel(string name, int accessBits, ImmutableArray<MemoryRow> rows)
    {
        _name = name;
        _accessBits = accessBits;
        Rows = rows;
        _metrics = [.. rows.Select(row => row.Metrics)];
        _capacities = [.. _metrics.Select(metrics => metrics.CapacityBytes)];
    }

    /// <summary>The rows, by strictly increasing capacity; at least one.</summary>
    public ImmutableArray<MemoryRow> Rows { get; }

    /// <inheritdoc/>
    public MemoryModelKind Kind => MemoryModelKind.Table;

    /// <inheritdoc/>
    public long MinCapacityBytes => _capacities[0];

    /// <inheritdoc/>
    public long MaxCapacityBytes => _capacities[^1];

    /// <inheritdoc/>
    public ImmutableArray<long> KnotBytes => [.. _capacities];

    /// <inheritdoc/>
    public double MinAreaMm2(long capacityBytes) => 0;

    /// <summary>The metrics at a capacity: a row as it is, or interpolated between its neighbours. Allocates nothing.</summary>
    /// <param name="capacityBytes">Capacity in bytes, from <see cref="MinCapacityBytes"/> to <see cref="MaxCapacityBytes"/>.</param>
    /// <returns>The metrics.</returns>
    /// <exception cref="InputException">The capacity is outside the table: nothing is extrapolated.</exception>
    public MemoryMetrics At(long capacityBytes)
    {
        int found = Array.BinarySearch(_capacities, capacityBytes);
        if (found >= 0)
            return _metrics[found];

        int above = ~found;
        if (above == 0 || above == _capacities.Length)
            throw OutOfRange(capacityBytes);
        ref readonly MemoryMetrics low = ref _metrics[above - 1];
        ref readonly MemoryMetrics high = ref _metrics[above];
        double fraction = Math.Log((double)capacityBytes / low.CapacityBytes) / Math.Log((double)high.CapacityBytes / low.CapacityBytes);
        return new(
            capacityBytes,
            Between(low.AreaMm2, high.AreaMm2, fraction),
            Between(low.ReadLatencyNs, high.ReadLatencyNs, fraction),
            Between(low.WriteLatencyNs, high.WriteLatencyNs, fraction),
            Between(low.ReadEnergyPj, high.ReadEnergyPj, fraction),
            Between(low.WriteEnergyPj, high.WriteEnergyPj, fraction),
            _accessBits,
            Between(low.LeakageMw, high.LeakageMw, fraction));
    }

    // Rounding must not carry a value beyond its neighbours.
    private static double Between(double low, double high, double fraction) =>
        Math.Clamp(low * Math.Pow(high / low, fraction), Math.Min(low, high), Math.Max(low, high));

    private InputException OutOfRange(long capacityBytes)
    {
        string capacity = capacityBytes > 0 ? ByteSize.Format(capacityBytes) : $"{capacityBytes} B";
        string allowed = $"{ByteSize.Format(MinCapacityBytes)} to {ByteSize.Format(MaxCapacityBytes)}";
        return new($"memory \"{_name}\": capacity {capacity} is outside its table; allowed: {allowed}");
    }
}
