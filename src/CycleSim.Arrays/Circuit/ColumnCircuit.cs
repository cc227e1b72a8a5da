namespace CycleSim.Arrays.Circuit;

/// <summary>What stands below the bit lines that share a sense amplifier.</summary>
internal sealed record ColumnCircuit(SenseAmplifier Sense, PassMux Mux);
