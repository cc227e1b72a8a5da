namespace CycleSim.Accelerator.Machine;

/// <summary>Banks of a scratchpad in groups that nobody shares: one for tensors that stay, one for each half of tiles.</summary>
/// <param name="Resident">Banks for tensors that stay; 0 when none do.</param>
/// <param name="Half">Banks of each half; 0 when there are none.</param>
/// <param name="OperandHalves">Halves for tiles of operands.</param>
/// <param name="OutputHalves">Halves for tiles of outputs.</param>
internal sealed record BankPartition(int Resident, int Half, int OperandHalves, int OutputHalves);
