namespace CycleSim.Dram.Standards;

/// <summary>A timing that the parts of a standard have.</summary>
/// <param name="Name">The key in a part's file.</param>
/// <param name="Meaning">What it is.</param>
/// <param name="Min">Smallest value, a formula of all parameters and of ranks.</param>
/// <param name="Max">Largest value, likewise.</param>
/// <param name="Default">Formula of a value that a part does not give; null when it must.</param>
/// <param name="Dramsim3Key">The key in a configuration of DRAMsim3; null when that tool does not know it.</param>
public sealed record DramParameter(string Name, string Meaning, string Min, string Max, string? Default, string? Dramsim3Key);
