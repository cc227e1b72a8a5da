using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Components;

/// <summary>Neighbouring ports that are alike.</summary>
/// <param name="Count">How many.</param>
/// <param name="Scratchpad">Whose lines they move.</param>
/// <param name="IsWrite">Direction.</param>
/// <param name="Ahead">Lines requested ahead of the one in use.</param>
/// <param name="Accesses">Accesses of each.</param>
public readonly record struct PortRun(int Count, TensorRole Scratchpad, bool IsWrite, int Ahead, long Accesses);
