using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>
/// What all subarrays of an array share: process, cell, local wires and write point, and the widths that follow from them.
/// </summary>
internal sealed class SubarrayContext
{
    // Width of a pass transistor in F, and the share of the cell's resistance that one may add; from NVSim.
    private const double MinPassWidth = 6 * Rules.MinNmos;
    private const double IrDropTolerance = 0.2;

    public SubarrayContext(ProcessNode process, MemoryCell cell, WireMaterial localWire, WritePoint? writePoint)
    {
        Process = process;
        Cell = cell;
        LocalWire = localWire;
        double f = process.FeatureM;
        CellWidth = cell.WidthF * f;
        CellHeight = cell.HeightF * f;
        AccessWidth = cell.AccessWidthF * f;
        AccessOhm = process.NmosResistance(AccessWidth);
        AccessDrainCap = Gate.DrainCap(process, AccessWidth, 0, CellWidth);
        MaxRows = long.MaxValue;
        double writeWidth = 0;
        if (cell is MramCell mram)
        {
            WritePoint = writePoint ?? throw new ArgumentNullException(nameof(writePoint));
            writeWidth = mram.RatedCurrentA / process.OnNmosAPerM;
            double resistanceWidth = process.NmosOhmM / (mram.ParallelOhm * IrDropTolerance);
            PassWidth = Math.Max(
                Math.Max(Math.Min(resistanceWidth, Rules.MaxNmos * f), writeWidth), MinPassWidth * f);

            // Leakage of all unselected cells of a bit line must stay below the current of the selected one.
            MaxRows = (long)(process.OnNmosAPerM / process.OffNmosAPerM);
        }
        else
        {
            PassWidth = MinPassWidth * f;
        }

        CellLeakage = CellLeakageW();
        MuxGateWidth = Math.Max(Rules.MinNmos * f, writeWidth);
        CanDrive = MuxGateWidth <= Rules.MaxNmos * f;
    }

    public ProcessNode Process { get; }

    public MemoryCell Cell { get; }

    public WireMaterial LocalWire { get; }

    public WritePoint? WritePoint { get; }

    public double CellWidth { get; }

    public double CellHeight { get; }

    public double AccessWidth { get; }

    public double AccessOhm { get; }

    public double AccessDrainCap { get; }

    /// <summary>Max rows of a subarray.</summary>
    public long MaxRows { get; }

    /// <summary>Width of a pass transistor of the multiplexers.</summary>
    public double PassWidth { get; }

    /// <summary>Width of a gate that a multiplexer's select line drives, per column.</summary>
    public double MuxGateWidth { get; }

    /// <summary>Static power of a cell.</summary>
    public double CellLeakage { get; }

    /// <summary>Whether the widest transistor can carry the write current.</summary>
    public bool CanDrive { get; }

    // Two cross-coupled inverters, and two access transistors of which one has the supply voltage across it. MRAM cells do not leak.
    private double CellLeakageW()
    {
        if (Cell is not SramCell sram)
            return 0;
        double f = Process.FeatureM;
        double inverter = Gate.Inverter(sram.NmosWidthF * f, sram.PmosWidthF * f).LeakageA(Process);
        return (2 * inverter + Gate.Inverter(AccessWidth, 0).LeakageA(Process)) * Process.VddV;
    }
}
