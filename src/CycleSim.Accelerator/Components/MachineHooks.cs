using CycleSim.Dram;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>The observation points of the machine. A hook that nobody listens to costs one predictable branch.</summary>
public sealed class MachineHooks
{
    /// <summary>Every access of a scratchpad bank.</summary>
    public Hook<ScratchpadAccess> ScratchpadAccess { get; } = new();

    /// <summary>Every DRAM command.</summary>
    public Hook<DramCommand> DramCommand { get; } = new();

    /// <summary>Every phase, at its end.</summary>
    public Hook<PhaseInterval> Phase { get; } = new();

    /// <summary>Every fold, at the end of its phase.</summary>
    public Hook<FoldStart> Fold { get; } = new();

    /// <summary>Every transfer, at its end.</summary>
    public Hook<DramTransfer> Transfer { get; } = new();

    /// <summary>After each phase and operation: the simulated time, in picoseconds, before which nothing is still to be told of.</summary>
    public Hook<long> CompletePs { get; } = new();
}
