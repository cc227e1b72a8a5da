namespace CycleSim.Arrays.Circuit;

/// <summary>Mats of a bank, how many of them an access activates, and the subarrays of each.</summary>
/// <param name="Rows">Rows of mats; a power of two.</param>
/// <param name="Columns">Columns of mats; a power of two.</param>
/// <param name="ActiveRows">Rows of mats that an access activates.</param>
/// <param name="ActiveColumns">Columns of mats that an access activates.</param>
/// <param name="Mat">The subarrays of a mat.</param>
internal readonly record struct BankShape(int Rows, int Columns, int ActiveRows, int ActiveColumns, MatShape Mat)
{
    public int Mats => Rows * Columns;

    public int ActiveMats => ActiveRows * ActiveColumns;
}

/// <summary>What an array stores.</summary>
/// <param name="Sets">Words, or in a tag array sets; a power of two.</param>
/// <param name="DistributedBits">Bits that are spread over the active mats: the word, or in a tag array one for each way.</param>
/// <param name="BroadcastBits">Bits that each active mat gets whole: none, or in a tag array the tag.</param>
/// <param name="IsTag">Whether it is a tag array.</param>
internal readonly record struct StoredArray(long Sets, int DistributedBits, int BroadcastBits, bool IsTag);
