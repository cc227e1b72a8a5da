using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.Tiles;

/// <summary>What a tile needs of the DMA channel and of the array.</summary>
/// <param name="LoadABytes">Bytes to load for operand A; 0 when it uses what the last load of A brought.</param>
/// <param name="LoadBBytes">Bytes to load for operand B; 0 likewise.</param>
/// <param name="ComputeCycles">Cycles of the array, at least 1.</param>
/// <param name="StoreBytes">Bytes to store; 0 when the following tiles use the same output buffer.</param>
public readonly record struct TileWork(long LoadABytes, long LoadBBytes, long ComputeCycles, long StoreBytes) : IPipelineTile
{
    /// <inheritdoc />
    long IPipelineTile.BytesOf(DmaKind kind) => BytesOf(kind);

    internal long BytesOf(DmaKind kind) => kind switch
    {
        DmaKind.LoadA => LoadABytes,
        DmaKind.LoadB => LoadBBytes,
        DmaKind.LoadC => 0,
        _ => StoreBytes,
    };
}
