using CycleSim.Accelerator.Mapping;

namespace CycleSim.Cli.Output;

/// <summary>DRAM traffic of a tiling whose loops turn round, in JSON.</summary>
/// <param name="ABytes">Bytes of A that are loaded.</param>
/// <param name="BBytes">Bytes of B that are loaded.</param>
/// <param name="CWriteBytes">Bytes of C that are written.</param>
/// <param name="CReadBytes">Bytes of partial sums that are read back.</param>
/// <param name="TotalBytes">All bytes.</param>
/// <param name="ALoads">Tiles of A that are loaded.</param>
/// <param name="BLoads">Tiles of B that are loaded.</param>
/// <param name="CStores">Tiles of C that are written.</param>
/// <param name="CReloads">Tiles of C that are read back.</param>
internal sealed record GemmTrafficResult(
    long ABytes, long BBytes, long CWriteBytes, long CReadBytes, long TotalBytes, long ALoads, long BLoads, long CStores, long CReloads)
{
    internal static GemmTrafficResult? Of(GemmTraffic? traffic) => traffic is null ? null : new GemmTrafficResult(
        traffic.ABytes, traffic.BBytes, traffic.CWriteBytes, traffic.CReadBytes, traffic.TotalBytes, traffic.ALoads, traffic.BLoads,
        traffic.CStores, traffic.CReloads);
}
