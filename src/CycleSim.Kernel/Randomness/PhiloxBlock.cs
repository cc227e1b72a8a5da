namespace CycleSim.Kernel;

/// <summary>Four 32-bit words: a counter or an output of <see cref="Philox4x32"/>.</summary>
/// <param name="Word0">First and least significant word.</param>
/// <param name="Word1">Second word.</param>
/// <param name="Word2">Third word.</param>
/// <param name="Word3">Fourth and most significant word.</param>
public readonly record struct PhiloxBlock(uint Word0, uint Word1, uint Word2, uint Word3);
