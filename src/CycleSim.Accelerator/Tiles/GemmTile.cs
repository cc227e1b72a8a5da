namespace CycleSim.Accelerator.Tiles;

/// <summary>A tile of a product.</summary>
/// <param name="IndexM">Which step over M, from 0.</param>
/// <param name="IndexN">Which step over N.</param>
/// <param name="IndexK">Which step over K.</param>
/// <param name="M">Rows of the output that it has.</param>
/// <param name="N">Columns.</param>
/// <param name="K">Its part of the reduction dimension K.</param>
/// <param name="IsLastOfK">It is the last over K: its outputs are complete.</param>
public readonly record struct GemmTile(long IndexM, long IndexN, long IndexK, long M, long N, long K, bool IsLastOfK);
