using System.Numerics;

namespace CycleSim.Arrays.Circuit;

/// <summary>A bank whose mats and H-tree are laid out; subarrays of several kinds can be tried in it.</summary>
internal sealed class Bank
{
    private readonly SubarrayFactory _factory;
    private readonly Wire _globalWire;
    private readonly Htree _tree;
    private readonly (Comparator Comparator, int Ways)? _comparators;
    private readonly double _cellWriteEnergy;

    private Bank(SubarrayFactory factory, Wire globalWire, in BankShape shape, in StoredArray stored, Htree tree, int addressBits, int bits)
    {
        (_factory, _globalWire, _tree) = (factory, globalWire, tree);
        (Shape, AddressBits, BitsPerSubarray) = (shape, addressBits, bits);
        Ways = stored.IsTag ? tree.MatDistributedBits : 1;
        if (stored.IsTag)
            _comparators = (factory.Comparator(tree.MatBroadcastBits), Ways);
        if (factory.Context.WritePoint is { } point)
            _cellWriteEnergy = Math.Max(point.SetEnergyJ, point.ResetEnergyJ);
    }

    public BankShape Shape { get; }

    /// <summary>Address bits of a subarray: rows and multiplexers.</summary>
    public int AddressBits { get; }

    /// <summary>Bits that an active subarray gives, per way.</summary>
    public int BitsPerSubarray { get; }

    /// <summary>Ways of a tag array that a mat holds; 1 in a data array.</summary>
    public int Ways { get; }

    /// <summary>Lays out a bank; null when the bits do not suffice for its mats and subarrays.</summary>
    public static Bank? Create(SubarrayFactory factory, Wire globalWire, in BankShape shape, in StoredArray stored)
    {
        if (Htree.Route(shape, stored) is not { } tree)
            return null;
        if (stored.IsTag && tree.MatDistributedBits == 0)
            return null;
        int addressBits = tree.MatAddressBits - BitOperations.Log2((uint)(shape.Mat.Subarrays / shape.Mat.Active));
        int bits = (stored.IsTag ? tree.MatBroadcastBits : tree.MatDistributedBits) / shape.Mat.Active;
        return addressBits > 0 && bits > 0 ? new Bank(factory, globalWire, shape, stored, tree, addressBits, bits) : null;
    }

    /// <summary>Rows of a subarray whose multiplexers have some ways in all; 0 when there are not so many addresses.</summary>
    public long Rows(int muxWays) => (1L << AddressBits) / muxWays;

    /// <summary>Columns of a subarray whose multiplexers have some ways in all.</summary>
    public long Columns(int muxWays) => (long)BitsPerSubarray * Ways * muxWays;

    /// <summary>Whether subarrays of a size work at all.</summary>
    public bool IsPossible(long rows, int muxWays) =>
        rows >= 1 && rows <= _factory.Context.MaxRows && RowBits(muxWays) <= PredecoderSet.MaxBits;

    /// <summary>Metrics that no subarray with these cells can undercut: multiplexers count only with the minimum that they add.</summary>
    public BankMetrics Bound(CellMatrix cells, int muxWays, int maxSenseWays)
    {
        SubarrayContext context = _factory.Context;
        SensingBound sensing = _factory.Sensing(maxSenseWays) ?? throw new InvalidOperationException("no sense amplifier fits");
        long senses = cells.Columns / maxSenseWays;
        double height = cells.BitlineLength + cells.Precharger.Height + sensing.Height;
        double row = cells.RowDecoder.StepDelay;
        double read = row + cells.StepBitlineDelay + sensing.Latency;
        double write = context.WritePoint is { } point ? row + point.PulseS : read;
        double predecoder = _factory.UnloadedPredecoders(RowBits(muxWays)).Latency;
        (read, write) = (read + predecoder + (_comparators?.Comparator.Latency ?? 0), write + predecoder);
        int active = Shape.Mat.Active;
        long written = (long)BitsPerSubarray * Ways * active;
        double readEnergy = cells.RowDecoder.Energy + cells.Precharger.Energy + senses * sensing.Energy
            + cells.Columns / muxWays * Bitline.CellReadEnergy(context, sensing.Latency);
        return Combine(
            height * Shape.Mat.Rows, (cells.Wordline.Length + cells.DecoderWidth) * Shape.Mat.Columns, read, write,
            readEnergy * active + CompareEnergy, cells.RowDecoder.Energy * active + CompareEnergy,
            Bitline.WriteEnergyPerBit(context, cells, default), written,
            (cells.Leakage + senses * sensing.Leakage) * Shape.Mat.Subarrays + CompareLeakage,
            ExtraArea(height, cells.Wordline.Length + cells.DecoderWidth, muxWays));
    }

    /// <summary>Metrics with all of the subarray, but with predecoders that drive nothing: a closer bound.</summary>
    public BankMetrics Bound(in Subarray subarray, MuxWays mux)
    {
        PredecoderSet row = _factory.UnloadedPredecoders(RowBits(mux.Product));
        double predecoder = Math.Max(row.Latency, _factory.MuxPredecoders(mux).Latency);
        (double read, double write) = subarray.Latency(row.RampOut);
        (read, write) = (read + predecoder + (_comparators?.Comparator.Latency ?? 0), write + predecoder);
        int active = Shape.Mat.Active;
        return Combine(
            subarray.Height * Shape.Mat.Rows, subarray.Width * Shape.Mat.Columns, read, write, subarray.ReadEnergy * active + CompareEnergy,
            subarray.WriteFixedEnergy * active + CompareEnergy, subarray.WriteBitlineEnergyPerBit, subarray.BitsOut * active,
            subarray.Leakage * Shape.Mat.Subarrays + CompareLeakage,
            ExtraArea(subarray.Height, subarray.Width, mux.Product));
    }

    /// <summary>The metrics with a subarray.</summary>
    public BankMetrics Measure(in Subarray subarray, MuxWays mux)
    {
        PredecoderSet muxPredecoders = _factory.MuxPredecoders(mux);
        Mat mat = new(_factory.Context, Shape.Mat, subarray, RowBits(mux.Product), muxPredecoders, _comparators);
        return Combine(
            mat.Height, mat.Width, mat.ReadLatency, mat.WriteLatency, mat.ReadEnergy, mat.WriteFixedEnergy,
            mat.WriteBitlineEnergyPerBit, mat.BitsOut, mat.Leakage);
    }

    private double CompareEnergy => _comparators is { } tags ? tags.Ways * tags.Comparator.Energy : 0;

    private double CompareLeakage => _comparators is { } tags ? tags.Ways * tags.Comparator.Leakage : 0;

    /// <summary>Area of comparators, and of predecoders that drive nothing, beside the shorter side of each mat.</summary>
    private double ExtraArea(double subarrayHeight, double subarrayWidth, int muxWays)
    {
        double shorter = Math.Min(subarrayHeight * Shape.Mat.Rows, subarrayWidth * Shape.Mat.Columns);
        double predecoders = Math.Sqrt(_factory.UnloadedPredecoders(RowBits(muxWays)).Area) * shorter;
        return Shape.Mats * (predecoders + (_comparators is { } tags ? tags.Ways * tags.Comparator.Area : 0));
    }

    private int RowBits(int muxWays) => AddressBits - BitOperations.Log2((uint)muxWays);

    private BankMetrics Combine(
        double matHeight, double matWidth, double read, double write, double readEnergy, double writeFixed, double perBit, long bits,
        double leakage, double extraArea = 0)
    {
        HtreeCost tree = _tree.Measure(_globalWire, Shape, matHeight, matWidth);
        int active = Shape.ActiveMats;
        return new BankMetrics(
            tree.Height, tree.Width, read + 2 * tree.Latency, write + tree.Latency, readEnergy * active + tree.Energy,
            writeFixed * active + tree.Energy, perBit, _cellWriteEnergy, bits * active, leakage * Shape.Mats + tree.Leakage, tree.Latency)
        {
            ExtraArea = extraArea,
        };
    }
}
