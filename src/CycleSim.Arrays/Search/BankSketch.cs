using System.Numerics;
using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Circuit;
using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Search;

/// <summary>
/// Metrics that no bank of a shape can undercut, in closed form: cells and lines as they are, and for all else the minimum that any bank
/// needs. They let the search skip nearly all organisations without building them.
/// </summary>
internal sealed class BankSketch
{
    private const int RowsWithNand = 16;

    private readonly SubarrayFactory _factory;
    private readonly SubarrayContext _context;
    private readonly Wire _wire;
    private readonly double _nandDelay;
    private readonly CellMatrix _least;
    private readonly double _wordlineCap;
    private readonly double _bitlineEnergy;
    private readonly double _strongestOhm;
    private readonly double _columnEnergy;
    private readonly double _columnLeakage;
    private readonly double _cellReadDelay;
    private readonly double _cellWriteEnergy;

    public BankSketch(SubarrayFactory factory, Wire wire)
    {
        (_factory, _context, _wire) = (factory, factory.Context, wire);
        ProcessNode process = _context.Process;

        // A subarray of one cell and small drivers has each part at its minimum.
        _least = factory.Cells(1, 1, DriverStyle.Small);
        _wordlineCap = _least.Wordline.MuxSelectCap - process.GateCap(_context.MuxGateWidth) + process.GateCap(_context.AccessWidth);
        double swing = _context.Cell is SramCell ? process.VddV / 2 : process.VddV;
        _bitlineEnergy = _least.BitlineCap * swing * swing;
        _nandDelay = Decoder.ForRows(process, RowsWithNand, extraInput: false, 0, 0, DriverStyle.Small).GateDelay;
        _strongestOhm = process.NmosResistance(Rules.MaxNmos * process.FeatureM);
        (_columnEnergy, _columnLeakage) = Precharger.PerColumn(process);
        if (_context.Cell is SramCell sram)
        {
            double cellOhm = _context.AccessOhm + process.NmosResistance(sram.NmosWidthF * process.FeatureM);
            double half = process.VddV / 2;
            _cellReadDelay = Ramp.StepDelay(cellOhm * _least.BitlineCap * Math.Log(half / (half - sram.SenseVoltageV / 2)));
        }

        if (_context.WritePoint is { } point)
            _cellWriteEnergy = Math.Max(point.SetEnergyJ, point.ResetEnergyJ);
    }

    /// <summary>The metrics for subarrays whose multiplexers have some ways in all; null when there are not so many addresses.</summary>
    /// <param name="shape">The bank.</param>
    /// <param name="stored">What it stores.</param>
    /// <param name="muxWays">Ways of all multiplexers of a subarray.</param>
    /// <param name="maxSenseWays">Max number of them that can share a sense amplifier.</param>
    public BankMetrics? Of(in BankShape shape, in StoredArray stored, int muxWays, int maxSenseWays)
    {
        int idle = shape.Mats / shape.ActiveMats * (shape.Mat.Subarrays / shape.Mat.Active);
        long rows = stored.Sets / idle / muxWays;
        if (rows < 1 || rows > _context.MaxRows || rows > 1L << PredecoderSet.MaxBits)
            return null;
        long bits = (long)(stored.IsTag ? stored.BroadcastBits : stored.DistributedBits) / shape.Mat.Active;
        bits = stored.IsTag ? bits * (stored.DistributedBits / shape.ActiveMats) : bits / shape.ActiveMats;
        return bits >= 1 && _factory.Sensing(maxSenseWays) is { } sensing
            ? Of(shape, stored, rows, bits, muxWays, maxSenseWays, sensing)
            : null;
    }

    private BankMetrics Of(
        in BankShape shape, in StoredArray stored, long rows, long bits, int muxWays, int maxSenseWays, SensingBound sensing)
    {
        ProcessNode process = _context.Process;
        long columns = bits * muxWays;
        double bitline = rows * _context.CellHeight;
        double wordline = columns * _context.CellWidth;
        double decoderHeight = _least.RowDecoder.Height * rows;
        long senses = columns / maxSenseWays;
        double height = bitline + _least.Precharger.Height + sensing.Height;
        double width = wordline + _least.RowDecoder.Width * Math.Max(1, decoderHeight / bitline);
        double leakage = rows * (columns * _least.CellLeakage + _least.RowDecoder.Leakage) + columns * _columnLeakage
            + senses * sensing.Leakage;
        double lineEnergy = rows * _bitlineEnergy;
        double readEnergy = columns * _columnEnergy + senses * sensing.Energy + bits * Bitline.CellReadEnergy(_context, sensing.Latency);
        if (_context.Cell is SramCell)
            readEnergy += columns * lineEnergy;

        double lineCap = columns * _wordlineCap;
        double fixedEnergy = process.SwitchingEnergy(lineCap);
        double row = Ramp.StepDelay(lineCap * (_strongestOhm + columns * _least.Wordline.Ohm / 2));
        row += rows < RowsWithNand ? 0 : _nandDelay;
        row += _factory.UnloadedPredecoders(BitOperations.Log2((ulong)rows)).Latency;
        double read = row + rows * _cellReadDelay + sensing.Latency;
        double write = _context.WritePoint is { } point ? row + point.PulseS : read;
        double compareEnergy = 0;
        double compareLeakage = 0;
        double compareArea = 0;
        if (stored.IsTag)
        {
            Comparator comparator = _factory.Comparator(stored.BroadcastBits);
            read += comparator.Latency;
            compareEnergy = stored.DistributedBits * comparator.Energy;
            double comparators = (double)stored.DistributedBits / shape.ActiveMats * shape.Mats;
            compareLeakage = comparators * comparator.Leakage;
            compareArea = comparators * comparator.Area;
        }

        int activeSubarrays = shape.ActiveMats * shape.Mat.Active;
        int h = BitOperations.Log2((uint)shape.Columns);
        int v = BitOperations.Log2((uint)shape.Rows);
        (double treeLatency, double energyPerBit) = _wire.Bound(height * shape.Mat.Rows, v, width * shape.Mat.Columns, h);
        double tree = energyPerBit * (stored.DistributedBits + stored.BroadcastBits) + compareEnergy;
        return new BankMetrics(
            height * shape.Mat.Rows * shape.Rows, width * shape.Mat.Columns * shape.Columns, read + 2 * treeLatency, write + treeLatency,
            (fixedEnergy + readEnergy) * activeSubarrays + tree, fixedEnergy * activeSubarrays + tree, lineEnergy, _cellWriteEnergy,
            bits * activeSubarrays, leakage * shape.Mats * shape.Mat.Subarrays + compareLeakage, treeLatency)
        {
            ExtraArea = compareArea,
        };
    }
}
