namespace CycleSim.Studies.Sensitivity;

/// <summary>
/// The two headline ratios under one reading: max improvement at equal capacity and at equal area; null without results.
/// </summary>
/// <param name="Name">What is open.</param>
/// <param name="Default">The reading that everything else uses.</param>
/// <param name="Other">This reading.</param>
/// <param name="Capacity">Maximum improvement at equal capacity, and the capacity in bytes.</param>
/// <param name="Area">Maximum improvement at equal area, and the area in mm².</param>
internal sealed record SensitivityResult(
    string Name, string Default, string Other, (double Improvement, double Size)? Capacity, (double Improvement, double Size)? Area);
