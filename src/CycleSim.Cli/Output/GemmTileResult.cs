using System.Text.Json.Serialization;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;

namespace CycleSim.Cli.Output;

/// <summary>DRAM traffic of a given tiling, as `cyclesim gemm --map-only --tile --json` writes it.</summary>
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
/// <param name="TotalBytes">All bytes.</param>
/// <param name="ALoads">Tiles of A that are loaded.</param>
/// <param name="BLoads">Tiles of B that are loaded.</param>
/// <param name="CStores">Tiles of C that are written.</param>
/// <param name="CReloads">Tiles of C that are read back.</param>
/// <param name="Serpentine">The same with loops that turn round; only where it was asked for.</param>
internal sealed record GemmTileResult(
    long M, long N, long K, long Tm, long Tn, long Tk, string Order, long ABytes, long BBytes, long CWriteBytes, long CReadBytes,
    long TotalBytes, long ALoads, long BLoads, long CStores, long CReloads,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GemmTrafficResult? Serpentine)
{
    internal static GemmTileResult Of(
        GemmShape shape, GemmTiling tiling, LoopOrder order, GemmTraffic traffic, GemmTraffic? serpentine) => new(
            shape.M, shape.N, shape.K, tiling.Tm, tiling.Tn, tiling.Tk, order.Name, traffic.ABytes, traffic.BBytes, traffic.CWriteBytes,
            traffic.CReadBytes, traffic.TotalBytes, traffic.ALoads, traffic.BLoads, traffic.CStores, traffic.CReloads,
            GemmTrafficResult.Of(serpentine));
}
