using System.Collections.Immutable;
using CycleSim.Configuration;

namespace CycleSim.Arrays;

/// <summary>
/// A memory technology as a table of figures over capacity, as array models such as NVSim give them or as they are measured.
/// Between its rows every figure is interpolated as a power of the capacity (a straight line in log-log axes), because area, wire
/// delay, energy and leakage of an array all grow roughly so.
/// </summary>
public sealed class MemoryTechnology
{
    private readonly MemoryFigures[] _figures;
    private readonly long[] _capacities;

    internal MemoryTechnology(ImmutableArray<MemoryRow> table)
    {
        Table = table;
        _figures = [.. table.Select(row => row.Figures)];
        _capacities = [.. _figures.Select(figures => figures.CapacityBytes)];
    }

    /// <summary>Name, e.g. "stt-mram".</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on what it is.</summary>
    public required string Description { get; init; }

    /// <summary>The memory cell in words.</summary>
    public required string Cell { get; init; }

    /// <summary>Technology node in nm.</summary>
    public required double NodeNm { get; init; }

    /// <summary>How the array is organised.</summary>
    public required MemoryOrganisation Organisation { get; init; }

    /// <summary>Bits of one access, to which the energies refer.</summary>
    public required int AccessBits { get; init; }

    /// <summary>Where the figures come from.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>The rows, by strictly increasing capacity; at least one.</summary>
    public ImmutableArray<MemoryRow> Table { get; }

    /// <summary>Capacity of the first row in bytes.</summary>
    public long MinCapacityBytes => _capacities[0];

    /// <summary>Capacity of the last row in bytes.</summary>
    public long MaxCapacityBytes => _capacities[^1];

    /// <summary>Loads a technology.</summary>
    /// <param name="nameOrPath">The name of a shipped technology, e.g. "stt-mram", or the path of a JSON file.</param>
    /// <returns>The technology.</returns>
    /// <exception cref="InputException">No such technology, or it is not valid; the message names file, line, column and key.</exception>
    public static MemoryTechnology Load(string nameOrPath) => Parse(ModelStore.Open(ModelKind.Memories, nameOrPath));

    /// <summary>Reads a technology from its JSON tree.</summary>
    /// <param name="root">The root of the file.</param>
    /// <returns>The technology.</returns>
    /// <exception cref="InputException">The technology is not valid; the message names file, line, column and key.</exception>
    public static MemoryTechnology Parse(ConfigObject root) => MemoryTechnologyReader.Read(root);

    /// <summary>The figures at a capacity: a row as it is, or interpolated between its neighbours. Allocates nothing.</summary>
    /// <param name="capacityBytes">Capacity in bytes, from <see cref="MinCapacityBytes"/> to <see cref="MaxCapacityBytes"/>.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="InputException">The capacity is outside the table: nothing is extrapolated.</exception>
    public MemoryFigures At(long capacityBytes)
    {
        int found = Array.BinarySearch(_capacities, capacityBytes);
        if (found >= 0)
            return _figures[found];

        int above = ~found;
        if (above == 0 || above == _capacities.Length)
            throw OutOfRange(capacityBytes);
        ref readonly MemoryFigures low = ref _figures[above - 1];
        ref readonly MemoryFigures high = ref _figures[above];
        double fraction = Math.Log((double)capacityBytes / low.CapacityBytes) / Math.Log((double)high.CapacityBytes / low.CapacityBytes);
        return new(
            capacityBytes,
            Between(low.AreaMm2, high.AreaMm2, fraction),
            Between(low.ReadLatencyNs, high.ReadLatencyNs, fraction),
            Between(low.WriteLatencyNs, high.WriteLatencyNs, fraction),
            Between(low.ReadEnergyPj, high.ReadEnergyPj, fraction),
            Between(low.WriteEnergyPj, high.WriteEnergyPj, fraction),
            AccessBits,
            Between(low.LeakageMw, high.LeakageMw, fraction));
    }

    // Rounding must not carry a value beyond its neighbours.
    private static double Between(double low, double high, double fraction) =>
        Math.Clamp(low * Math.Pow(high / low, fraction), Math.Min(low, high), Math.Max(low, high));

    private InputException OutOfRange(long capacityBytes)
    {
        string capacity = capacityBytes > 0 ? ByteSize.Format(capacityBytes) : $"{capacityBytes} B";
        string allowed = $"{ByteSize.Format(MinCapacityBytes)} to {ByteSize.Format(MaxCapacityBytes)}";
        return new($"memory \"{Name}\": capacity {capacity} is outside its table; allowed: {allowed}");
    }
}
