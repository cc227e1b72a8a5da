namespace CycleSim.Accelerator.Energy;

/// <summary>Bits of every word that lie in an array of their own.</summary>
/// <param name="Memory">Name of the array's technology.</param>
/// <param name="LowestBit">The lowest of them, 0 to 31; bit 31 is the sign.</param>
/// <param name="Bits">How many there are.</param>
public sealed record WordBits(string Memory, int LowestBit, int Bits);
