namespace CycleSim.Dram.Parts;

/// <summary>A part read from a configuration of DRAMsim3.</summary>
/// <param name="Spec">The part.</param>
/// <param name="Currents">Voltage and currents that its energies come from.</param>
/// <param name="DevicesPerRank">Devices of a rank.</param>
/// <param name="Notes">What a reader of the file might not expect, a sentence each.</param>
public sealed record Dramsim3Part(DramSpec Spec, DramCurrents Currents, int DevicesPerRank, IReadOnlyList<string> Notes);
