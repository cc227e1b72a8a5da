using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Comparisons;

/// <summary>The points that a comparison needs.</summary>
public sealed class ComparisonPlan
{
    private readonly StudyNetwork _network;
    private readonly string _machine;
    private readonly int _batch;
    private readonly IsoKind _iso;
    private readonly ImmutableArray<double> _sizes;
    private readonly ImmutableArray<string> _labels;
    private readonly ImmutableArray<ImmutableArray<ComparisonCell>> _cells;

    /// <summary>Plans a comparison.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Batch size.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="memories">Memories; the first is the baseline.</param>
    /// <param name="iso">What they have in common.</param>
    /// <param name="sizes">Capacities in bytes or areas in mm².</param>
    /// <exception cref="InputException">A capacity is outside a memory's metrics.</exception>
    public ComparisonPlan(
        StudyNetwork network, int batch, MachineVariant machine,
        ImmutableArray<MemoryVariant> memories, IsoKind iso, ImmutableArray<double> sizes)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(machine);
        (_network, _machine, _batch, _iso, _sizes) = (network, machine.Label, batch, iso, sizes);
        _labels = [.. memories.Select(memory => memory.Label)];
        _cells = [.. sizes.Select(size => memories.Select(memory => Cell(batch, machine, memory, size)).ToImmutableArray())];
    }

    /// <summary>What has to run.</summary>
    public IEnumerable<StudyPoint> Points => _cells.SelectMany(cells => cells).Select(cell => cell.Point).OfType<StudyPoint>();

    /// <summary>Areas of a memory at capacities.</summary>
    public static ImmutableArray<double> AreasOf(MachineVariant machine, MemoryVariant memory, IEnumerable<long> capacities)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(memory);
        int arrays = machine.Spec.MemoryArrayCount;
        return [.. capacities.Select(capacity => arrays * memory.Technology.At(capacity / arrays).AreaMm2)];
    }

    /// <summary>Puts results in their places.</summary>
    /// <param name="outcomes">Outcomes by id of their point.</param>
    public Comparison Collect(IReadOnlyDictionary<string, PointOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        return new(_network.Name, _iso, _labels, _sizes, [.. _cells.Select(cells => cells.Select(Filled).ToImmutableArray())])
        {
            Machine = _machine,
            Batch = _batch,
        };

        ComparisonCell Filled(ComparisonCell cell) => cell.Point is null
            ? cell
            : cell with { Result = outcomes[cell.Point.Id].Result, Failure = outcomes[cell.Point.Id].Failure };
    }

    private ComparisonCell Cell(int batch, MachineVariant machine, MemoryVariant memory, double size)
    {
        if (_iso == IsoKind.Capacity)
            return new(memory.Label, size, new StudyPoint(_network, batch, machine, memory, (long)size), null, null);
        try
        {
            long capacity = StudyPoint.CapacityOnArea(machine, memory, size);
            return new(memory.Label, size, new StudyPoint(_network, batch, machine, memory, capacity, size), null, null);
        }
        catch (InputException problem)
        {
            // The smallest areas hold no SRAM at all, the largest hold more than the model has: rows that say so.
            return new(memory.Label, size, null, null, problem.Message);
        }
    }
}
