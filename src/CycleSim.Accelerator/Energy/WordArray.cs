namespace CycleSim.Accelerator.Energy;

/// <summary>An array that holds some bits of every word.</summary>
/// <param name="Memory">Name of its technology.</param>
/// <param name="FirstBit">Its lowest bit, 0 to 31.</param>
/// <param name="Bits">How many bits it holds.</param>
public sealed record WordArray(string Memory, int FirstBit, int Bits);
