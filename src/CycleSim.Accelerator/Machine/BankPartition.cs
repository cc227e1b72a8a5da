namespace CycleSim.Accelerator.Machine;

/// <summary>
/// Banks of a scratchpad for tensors that stay and for halves of tiles: groups of their own, or all banks for each of them.
/// </summary>
/// <param name="Resident">Banks for tensors that stay; 0 when none do.</param>
/// <param name="Half">Banks of each half; 0 when there are none.</param>
/// <param name="OperandHalves">Halves for tiles of operands.</param>
/// <param name="OutputHalves">Halves for tiles of outputs.</param>
internal sealed record BankPartition(int Resident, int Half, int OperandHalves, int OutputHalves)
{
    /// <summary>Tensors that stay and halves lie in the same banks.</summary>
    internal bool IsShared { get; init; }

    /// <summary>All banks for all that lies in a scratchpad.</summary>
    /// <param name="banks">Banks of the scratchpad.</param>
    /// <param name="operandHalves">Halves for tiles of operands.</param>
    /// <param name="outputHalves">Halves for tiles of outputs.</param>
    internal static BankPartition Shared(int banks, int operandHalves, int outputHalves) =>
        new(banks, banks, operandHalves, outputHalves) { IsShared = true };
}
