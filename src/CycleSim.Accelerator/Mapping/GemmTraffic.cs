namespace CycleSim.Accelerator.Mapping;

/// <summary>DRAM traffic of a tiled GEMM.</summary>
/// <param name="ABytes">Bytes of A that are loaded.</param>
/// <param name="BBytes">Bytes of B that are loaded.</param>
/// <param name="CWriteBytes">Bytes of C that are written: outputs, and partial sums that are spilled.</param>
/// <param name="CReadBytes">Bytes of partial sums that are read back.</param>
/// <param name="ALoads">Tiles of A that are loaded.</param>
/// <param name="BLoads">Tiles of B that are loaded.</param>
/// <param name="CStores">Tiles of C that are written, finished or not.</param>
/// <param name="CReloads">Tiles of C that are read back.</param>
public sealed record GemmTraffic(
    long ABytes, long BBytes, long CWriteBytes, long CReadBytes, long ALoads, long BLoads, long CStores, long CReloads)
{
    /// <summary>All bytes.</summary>
    /// <exception cref="OverflowException">They exceed 2^63 - 1.</exception>
    public long TotalBytes => checked(ABytes + BBytes + CWriteBytes + CReadBytes);
}
