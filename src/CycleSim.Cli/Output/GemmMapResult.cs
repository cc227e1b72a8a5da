using System.Text.Json.Serialization;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;

namespace CycleSim.Cli.Output;

/// <summary>The tiling with the minimum of DRAM bytes, as `cyclesim gemm --map-only --json` writes it.</summary>
/// <param name="M">Rows of the output.</param>
/// <param name="N">Columns of the output.</param>
/// <param name="K">Reduction dimension K.</param>
/// <param name="Tm">Rows of a tile of A and C.</param>
/// <param name="Tn">Columns of a tile of B and C.</param>
/// <param name="Tk">Columns of a tile of A, rows of one of B.</param>
/// <param name="Order">Loop order, outer loop first.</param>
/// <param name="ABytes">Bytes of A that are loaded.</param>
/// <param name="BBytes">Bytes of B that are loaded.</param>
/// <param name="CWriteBytes">Bytes of C that are written.</param>
/// <param name="CReadBytes">Bytes of partial sums that are read back.</param>
/// <param name="MinBytes">All bytes: the minimum over all tilings and orders.</param>
/// <param name="MinMnk">The minimum of order mnk.</param>
/// <param name="MinMkn">The minimum of order mkn.</param>
/// <param name="MinNmk">The minimum of order nmk.</param>
/// <param name="MinNkm">The minimum of order nkm.</param>
/// <param name="MinKmn">The minimum of order kmn.</param>
/// <param name="MinKnm">The minimum of order knm.</param>
/// <param name="CompulsoryBytes">Bytes when each operand moves once.</param>
/// <param name="LowerBoundBytes">What no schedule with as much memory on-chip stays below.</param>
/// <param name="RatioToBound">The minimum over the lower bound.</param>
/// <param name="Serpentine">The same tiling with loops that turn round; only where it was asked for.</param>
internal sealed record GemmMapResult(
    long M, long N, long K, long Tm, long Tn, long Tk, string Order, long ABytes, long BBytes, long CWriteBytes, long CReadBytes,
    long MinBytes, long MinMnk, long MinMkn, long MinNmk, long MinNkm, long MinKmn, long MinKnm, long CompulsoryBytes,
    long LowerBoundBytes, double RatioToBound,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GemmTrafficResult? Serpentine)
{
    internal static GemmMapResult Of(GemmMapping mapping, GemmTraffic? serpentine)
    {
        (GemmShape shape, GemmTiling tiling, GemmTraffic traffic) = (mapping.Shape, mapping.Tiling, mapping.Traffic);
        long Min(string order) => mapping.MinBytesOfOrder[LoopOrder.All.IndexOf(LoopOrder.Find(order)!)];
        return new GemmMapResult(
            shape.M, shape.N, shape.K, tiling.Tm, tiling.Tn, tiling.Tk, mapping.Order.Name, traffic.ABytes, traffic.BBytes,
            traffic.CWriteBytes, traffic.CReadBytes, mapping.MinBytes, Min("mnk"), Min("mkn"), Min("nmk"), Min("nkm"), Min("kmn"),
            Min("knm"), mapping.CompulsoryBytes, mapping.LowerBoundBytes, mapping.RatioToBound, GemmTrafficResult.Of(serpentine));
    }
}
