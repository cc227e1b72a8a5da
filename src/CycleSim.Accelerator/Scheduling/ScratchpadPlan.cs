namespace CycleSim.Accelerator.Scheduling;

/// <summary>The placement of one scratchpad's tensors; of the first part of a step when the plan was abandoned.</summary>
/// <param name="Before">Transfers before each operation.</param>
/// <param name="OnChip">Ids of each operation's tensors that are in this scratchpad.</param>
/// <param name="Final">Write-backs after the last operation.</param>
/// <param name="Changes">Who enters and leaves when.</param>
/// <param name="DramLines">DRAM lines moved: transfers and streams.</param>
/// <param name="NextCapacity">Smallest larger capacity at which a decision would change; long.MaxValue when none would.</param>
internal sealed record ScratchpadPlan(
    List<TensorTransfer>[] Before,
    List<int>[] OnChip,
    List<TensorTransfer> Final,
    List<ResidencyChange> Changes,
    long DramLines,
    long NextCapacity);
