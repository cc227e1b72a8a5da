using System.Collections.Immutable;
using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Technology;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Arrays.Models;

/// <summary>
/// Designs arrays from their circuits: cell, subarray, mat, bank with H-tree, and the best organisation. Powers of two are designed, other
/// capacities interpolated. Designs are remembered; the model may be used by several threads.
/// </summary>
public sealed class CircuitModel : IMemoryModel
{
    private const int MinLog = 12;
    private const int MaxLog = 32;

    private static readonly ImmutableArray<long> Powers =
        [.. Enumerable.Range(MinLog, MaxLog - MinLog + 1).Select(log => 1L << log)];

    private readonly Anchor[] _anchors;
    private readonly Lock _gate = new();

    /// <summary>Makes a model.</summary>
    /// <param name="spec">The array.</param>
    /// <exception cref="InputException">The specification is not valid; the message says what is allowed.</exception>
    public CircuitModel(CircuitSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Check();
        Spec = spec;
        _anchors = spec.Mode == CircuitMode.Compatible
            ? [new Anchor(new ArrayDesigner(WithRating(spec)), 1)]
            : SmoothAnchors(spec);
    }

    /// <summary>The array.</summary>
    public CircuitSpec Spec { get; }

    /// <inheritdoc/>
    public MemoryModelKind Kind => MemoryModelKind.Circuit;

    /// <inheritdoc/>
    public long MinCapacityBytes => Powers[0];

    /// <inheritdoc/>
    public long MaxCapacityBytes => Powers[^1];

    /// <inheritdoc/>
    public ImmutableArray<long> KnotBytes => Powers;

    /// <inheritdoc/>
    public MemoryMetrics At(long capacityBytes) => DesignAt(capacityBytes).Metrics;

    /// <inheritdoc/>
    public double MinAreaMm2(long capacityBytes)
    {
        double feature = Spec.NodeNm * 1e-6;
        return capacityBytes * 8.0 * Spec.Cell.AreaF2 * feature * feature;
    }

    /// <summary>The array of a capacity.</summary>
    /// <param name="capacityBytes">Capacity in bytes, from <see cref="MinCapacityBytes"/> to <see cref="MaxCapacityBytes"/>.</param>
    /// <exception cref="InputException">The capacity is out of range, or no organisation is possible.</exception>
    public ArrayDesign DesignAt(long capacityBytes)
    {
        if (capacityBytes < MinCapacityBytes || capacityBytes > MaxCapacityBytes)
        {
            string capacity = capacityBytes >= 0 ? ByteSize.Format(capacityBytes) : $"{capacityBytes} B";
            throw new InputException(
                $"capacity {capacity} is out of range of the circuit model; allowed: {ByteSize.Format(MinCapacityBytes)} to " +
                ByteSize.Format(MaxCapacityBytes));
        }

        int log = (int)long.Log2(capacityBytes);
        double share = Math.Log2((double)capacityBytes / (1L << log));
        lock (_gate)
        {
            DesignPoint low = Knot(log);
            return DesignPoint.Between(low, share > 0 ? Knot(log + 1) : low, share)
                .At(capacityBytes, Spec.WritePoint, Spec.AccessBits, Spec.StoredBits);
        }
    }

    /// <summary>The array of a capacity whose data array is organised as given; at the very node, as in compatible mode.</summary>
    /// <param name="capacityBytes">Capacity in bytes, a power of two.</param>
    /// <param name="data">Organisation of the data array.</param>
    /// <exception cref="InputException">The capacity is no power of two in range, or the organisation does not give it.</exception>
    public ArrayDesign DesignAt(long capacityBytes, DataOrganisation data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!Powers.Contains(capacityBytes))
        {
            throw new InputException(
                $"capacity {ByteSize.Format(Math.Max(0, capacityBytes))}: a given organisation has a power of two from " +
                $"{ByteSize.Format(MinCapacityBytes)} to {ByteSize.Format(MaxCapacityBytes)}");
        }

        return new ArrayDesigner(WithRating(Spec)).Design(capacityBytes, data)
            .At(capacityBytes, Spec.WritePoint, Spec.AccessBits, Spec.StoredBits);
    }

    /// <summary>Drivers are sized for the current with which the cells are written.</summary>
    private static CircuitSpec WithRating(CircuitSpec spec) => spec.Cell is MramCell cell
        ? spec with { Cell = cell with { RatedCurrentA = spec.WritePoint!.CurrentA } }
        : spec;

    private static Anchor[] SmoothAnchors(CircuitSpec spec)
    {
        // The neighbouring tabulated nodes; the process checks that the node lies between them.
        ProcessNodeFactory.Create(spec.NodeNm, spec.Transistors, spec.TemperatureK);
        double[] nodes = [.. TechnologyTables.Shipped.Transistors.Select(row => row.NodeNm).Distinct()];
        double high = nodes.First(node => node >= spec.NodeNm);
        if (high == spec.NodeNm)
            return [new Anchor(new ArrayDesigner(spec), 1)];
        double low = nodes.Last(node => node < spec.NodeNm);
        double share = Math.Log(spec.NodeNm / low) / Math.Log(high / low);
        return
        [
            new Anchor(new ArrayDesigner(spec with { NodeNm = low }), 1 - share),
            new Anchor(new ArrayDesigner(spec with { NodeNm = high }), share),
        ];
    }

    private DesignPoint Knot(int log)
    {
        bool smooth = Spec.Mode == CircuitMode.Smooth;
        DesignPoint low = _anchors[0].At(log, smooth);
        return _anchors.Length == 1 ? low : DesignPoint.Between(low, _anchors[1].At(log, smooth), _anchors[1].Share);
    }

    /// <summary>Designs at one node.</summary>
    private sealed class Anchor(ArrayDesigner designer, double share)
    {
        private readonly DesignPoint?[] _points = new DesignPoint?[MaxLog + 1];

        public double Share => share;

        public DesignPoint At(int log, bool monotone) => _points[log] ??= monotone ? Monotone(log) : designer.Design(1L << log);

        /// <summary>Area and leakage at least those of the next smaller array, whose organisation may happen to be a larger one.</summary>
        private DesignPoint Monotone(int log)
        {
            DesignPoint point = designer.Design(1L << log);
            if (log == MinLog)
                return point;
            DesignPoint before = At(log - 1, monotone: true);
            return point with
            {
                AreaMm2 = Math.Max(point.AreaMm2, before.AreaMm2),
                LeakageMw = Math.Max(point.LeakageMw, before.LeakageMw),
            };
        }
    }
}
