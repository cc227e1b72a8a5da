namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>
/// Names one thing that happens at a lane or at an edge of the array, so that a port knows which of its lines it concerns.
/// </summary>
/// <param name="Fold">Index of the fold in its phase; 0 on the vector unit.</param>
/// <param name="Index">Element of a lane, row of an output, step of the vector unit.</param>
internal readonly record struct PortKey(int Fold, long Index);
