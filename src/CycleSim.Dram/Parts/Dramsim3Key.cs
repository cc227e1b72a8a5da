namespace CycleSim.Dram.Parts;

/// <summary>A key that configurations of DRAMsim3 have.</summary>
/// <param name="Section">Its section.</param>
/// <param name="Name">Its name.</param>
/// <param name="Default">Value where it is missing; null when nothing depends on it here.</param>
/// <param name="Instead">That tool does not read it, but this key, which its files mean; null otherwise.</param>
internal sealed record Dramsim3Key(string Section, string Name, string? Default, string? Instead = null);
