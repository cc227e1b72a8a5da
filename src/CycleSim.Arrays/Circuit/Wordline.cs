using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>A word line over some columns: what the row decoder and the select lines of multiplexers drive, whatever the rows.</summary>
internal sealed class Wordline
{
    private const int RowsOfOnePredecoder = 8;

    private readonly ProcessNode _process;
    private readonly double _loadCap;
    private readonly Decoder?[] _decoders = new Decoder?[4];

    public Wordline(SubarrayContext context, long columns)
    {
        _process = context.Process;
        Columns = columns;
        Length = columns * context.CellWidth;
        Ohm = Length * context.LocalWire.OhmPerM;
        double wire = Length * context.LocalWire.FPerM;
        int accessTransistors = context.Cell is SramCell ? 2 : 1;
        _loadCap = wire + accessTransistors * _process.GateCap(context.AccessWidth) * columns;
        MuxSelectCap = _process.GateCap(context.MuxGateWidth) * columns + wire;
        Precharger = Precharger.Create(_process, columns, context.CellWidth * context.LocalWire.FPerM);
    }

    public long Columns { get; }

    public double Length { get; }

    public double Ohm { get; }

    /// <summary>Capacitance of a select line of the multiplexers.</summary>
    public double MuxSelectCap { get; }

    public Precharger Precharger { get; }

    /// <summary>The decoder of one row among some; its size depends on the load alone.</summary>
    public Decoder RowDecoder(long rows, DriverStyle style)
    {
        int index = (rows > RowsOfOnePredecoder ? 2 : 0) + (int)style;
        return _decoders[index] ??= Decoder.ForRows(_process, rows, extraInput: false, _loadCap, Ohm, style);
    }
}
