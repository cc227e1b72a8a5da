namespace CycleSim.Arrays.Circuit;

/// <summary>The cells of a subarray with their lines, row decoder and prechargers: all that does not depend on the multiplexers.</summary>
internal sealed class CellMatrix
{
    public CellMatrix(SubarrayContext context, long rows, Wordline wordline, DriverStyle style)
    {
        (Rows, Wordline) = (rows, wordline);
        BitlineLength = rows * context.CellHeight;
        BitlineOhm = BitlineLength * context.LocalWire.OhmPerM;

        // Two neighbouring cells share a bit line contact.
        BitlineCap = BitlineLength * context.LocalWire.FPerM + context.AccessDrainCap * rows / 2;
        RowDecoder = wordline.RowDecoder(rows, style);
        double decoderHeight = RowDecoder.Height * rows;
        DecoderWidth = decoderHeight > BitlineLength ? decoderHeight * RowDecoder.Width / BitlineLength : RowDecoder.Width;
        CellLeakage = context.CellLeakage * rows * Columns;
        StepBitlineDelay = Bitline.ReadDelay(context, this, default, Ramp.Step);
        Leakage = CellLeakage + RowDecoder.Leakage * rows + Precharger.Leakage;
    }

    public long Rows { get; }

    public long Columns => Wordline.Columns;

    public Wordline Wordline { get; }

    public double BitlineLength { get; }

    public double BitlineOhm { get; }

    public double BitlineCap { get; }

    public Decoder RowDecoder { get; }

    public Precharger Precharger => Wordline.Precharger;

    /// <summary>Width of the row decoder beside the cells, folded when it is higher than they are.</summary>
    public double DecoderWidth { get; }

    public double CellLeakage { get; }

    /// <summary>Delay of a bit line without multiplexer when the word line steps: a lower bound.</summary>
    public double StepBitlineDelay { get; }

    /// <summary>Static power of cells, row decoder and prechargers.</summary>
    public double Leakage { get; }
}
