namespace CycleSim.Arrays.Models;

/// <summary>Some bits of each word, in an array of their own.</summary>
/// <param name="Bits">How many bits of a word.</param>
/// <param name="Memory">The array that holds them.</param>
public sealed record WordPart(int Bits, MemoryTechnology Memory);
