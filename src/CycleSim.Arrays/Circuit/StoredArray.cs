namespace CycleSim.Arrays.Circuit;

/// <summary>What an array stores.</summary>
/// <param name="Sets">Words, or in a tag array sets; a power of two.</param>
/// <param name="DistributedBits">Bits that are spread over the active mats: the word, or in a tag array one for each way.</param>
/// <param name="BroadcastBits">Bits that each active mat gets whole: none, or in a tag array the tag.</param>
/// <param name="IsTag">Whether it is a tag array.</param>
internal readonly record struct StoredArray(long Sets, int DistributedBits, int BroadcastBits, bool IsTag);
