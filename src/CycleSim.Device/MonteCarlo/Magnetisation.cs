namespace CycleSim.Device.MonteCarlo;

/// <summary>A direction of the magnetisation, of length 1.</summary>
/// <param name="X">Component in the plane.</param>
/// <param name="Y">Component in the plane.</param>
/// <param name="Z">Component along the axis; +1 is the starting state.</param>
public readonly record struct Magnetisation(double X, double Y, double Z);
