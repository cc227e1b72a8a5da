namespace CycleSim.Studies.Differences;

/// <summary>A layer in two results, in all its passes; zeros where a result does not have it.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="TimeS">Its time in s.</param>
/// <param name="EnergyJ">Its energy in J.</param>
/// <param name="DramBytes">Its bytes from and to DRAM.</param>
public sealed record LayerChange(string Layer, Change TimeS, Change EnergyJ, Change DramBytes);
