namespace CycleSim.Arrays.Technology;

/// <summary>The current-to-voltage converter in front of a sense amplifier, at one tabulated node.</summary>
internal sealed record CurrentSenseRow(double NodeNm, double LatencyS, double EnergyJ, double LeakageW);
