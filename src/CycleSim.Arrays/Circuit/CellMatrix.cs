using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>The cells of a subarray with their lines, row decoder and prechargers: all that does not depend on the multiplexers.</summary>
internal sealed class CellMatrix
{
    public CellMatrix(SubarrayContext context, long rows, long columns, DriverStyle style)
    {
        Process process = context.Process;
        (Rows, Columns) = (rows, columns);
        WordlineLength = columns * context.CellWidth;
        BitlineLength = rows * context.CellHeight;
        double wordlineWire = WordlineLength * context.LocalWire.FPerM;
        WordlineOhm = WordlineLength * context.LocalWire.OhmPerM;
        BitlineOhm = BitlineLength * context.LocalWire.OhmPerM;
        int accessTransistors = context.Cell is SramCell ? 2 : 1;
        double wordlineCap = wordlineWire + accessTransistors * process.GateCap(context.AccessWidth) * columns;

        // Two neighbouring cells share a bit line contact.
        BitlineCap = BitlineLength * context.LocalWire.FPerM + context.AccessDrainCap * rows / 2;
        MuxSelectCap = process.GateCap(context.MuxGateWidth) * columns + wordlineWire;
        RowDecoder = Decoder.ForRows(process, rows, extraInput: false, wordlineCap, WordlineOhm, style);
        Precharger = Precharger.Create(process, columns, context.CellWidth * context.LocalWire.FPerM);
        double decoderHeight = RowDecoder.Height * rows;
        DecoderWidth = decoderHeight > BitlineLength ? decoderHeight * RowDecoder.Width / BitlineLength : RowDecoder.Width;
        CellLeakage = CellLeakageW(context) * rows * columns;
        double ramp = Ramp.Step;
        StepRowDelay = RowDecoder.Delay(ref ramp);
        StepBitlineDelay = Bitline.ReadDelay(context, this, default, Ramp.Step);
        Leakage = CellLeakage + RowDecoder.Leakage * rows + Precharger.Leakage;
    }

    public long Rows { get; }

    public long Columns { get; }

    public double WordlineLength { get; }

    public double BitlineLength { get; }

    public double WordlineOhm { get; }

    public double BitlineOhm { get; }

    public double BitlineCap { get; }

    /// <summary>Capacitance of a select line of the multiplexers.</summary>
    public double MuxSelectCap { get; }

    public Decoder RowDecoder { get; }

    public Precharger Precharger { get; }

    /// <summary>Width of the row decoder beside the cells, folded when it is higher than they are.</summary>
    public double DecoderWidth { get; }

    public double CellLeakage { get; }

    /// <summary>Delay of the row decoder when its inputs step: no slope makes it faster.</summary>
    public double StepRowDelay { get; }

    /// <summary>Delay of a bit line without multiplexer when the word line steps: the least there can be.</summary>
    public double StepBitlineDelay { get; }

    /// <summary>Static power of cells, row decoder and prechargers.</summary>
    public double Leakage { get; }

    // Two cross-coupled inverters, and two access transistors of which one has the supply voltage across it. MRAM cells do not leak.
    private static double CellLeakageW(SubarrayContext context)
    {
        if (context.Cell is not SramCell sram)
            return 0;
        double f = context.Process.FeatureM;
        double inverter = Gate.Inverter(sram.NmosWidthF * f, sram.PmosWidthF * f).LeakageA(context.Process);
        double access = Gate.Inverter(sram.AccessWidthF * f, 0).LeakageA(context.Process);
        return (2 * inverter + access) * context.Process.VddV;
    }
}
