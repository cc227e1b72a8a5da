using CycleSim.Arrays.Circuit;

namespace CycleSim.Arrays.Search;

/// <summary>A whole organisation of a bank.</summary>
internal sealed record BankOrganisation(BankShape Shape, long Rows, long Columns, MuxWays Mux, DriverStyle Style, HtreeWires Wires)
{
    /// <summary>Mats, subarrays and multiplexers in words.</summary>
    public override string ToString()
    {
        string drivers = Style == DriverStyle.Fast ? "" : ", small drivers";
        return $"{Shape.Rows}x{Shape.Columns} mats ({Shape.ActiveRows}x{Shape.ActiveColumns} active) of "
            + $"{Shape.Mat.Rows}x{Shape.Mat.Columns} subarrays ({Shape.Mat.ActiveRows}x{Shape.Mat.ActiveColumns} active) of "
            + $"{Rows}x{Columns} cells, multiplexers {Mux.SenseAmplifier}/{Mux.Level1}/{Mux.Level2}, {Wires} wires{drivers}";
    }
}
