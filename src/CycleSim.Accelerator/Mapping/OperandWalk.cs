namespace CycleSim.Accelerator.Mapping;

/// <summary>
/// How often tiles of one operand become resident while the tiles of a GEMM are stepped through, when one tile of each operand is resident.
/// </summary>
/// <param name="Words">Their words, those of edge tiles as they are.</param>
/// <param name="Tiles">Their number.</param>
internal readonly record struct OperandWalk(Int128 Words, Int128 Tiles);
