namespace CycleSim.Studies.Differences;

/// <summary>What is set otherwise in two runs.</summary>
/// <param name="Key">Where a report has it, e.g. "machine.ordering".</param>
/// <param name="First">Value in the first run; null where it has none.</param>
/// <param name="Second">Value in the second.</param>
public sealed record SettingChange(string Key, string? First, string? Second);
