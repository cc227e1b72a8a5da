using CycleSim.Dram.Commands;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// The observation points of the machine. A hook that nobody listens to costs one predictable branch. Records carry their own times: the
/// machine works ahead where nobody can disturb it, so the kernel's clock may be behind what a record tells of.
/// </summary>
public sealed class MachineHooks
{
    /// <summary>Only machines make hooks.</summary>
    internal MachineHooks()
    {
    }

    /// <summary>
    /// Every access of a lane to a scratchpad bank; those of a phase when it starts, with the cycles in which they happen. Lines that the
    /// DMA engine itself moves into a half of a scratchpad or out of it are told as <see cref="Transfer"/>; they count as accesses, too.
    /// </summary>
    public Hook<ScratchpadAccess> ScratchpadAccess { get; } = new();

    /// <summary>Every DRAM command; column commands at an even pitch in neighbouring columns are told as one run.</summary>
    public Hook<DramCommandRun> DramCommands { get; } = new();

    /// <summary>
    /// Every phase. Its end is known when it starts, and it is told then; only a transfer beside other clients of DRAM is told at its end.
    /// </summary>
    public Hook<PhaseInterval> Phase { get; } = new();

    /// <summary>Every fold; those of a phase when it starts, with the cycles in which they start.</summary>
    public Hook<FoldStart> Fold { get; } = new();

    /// <summary>Every transfer, together with its phase.</summary>
    public Hook<DramTransfer> Transfer { get; } = new();

    /// <summary>Who waited for what, where tiles overlap; each wait at its end.</summary>
    public Hook<UnitWait> Wait { get; } = new();

    /// <summary>After each phase and operation: the simulated time, in picoseconds, before which nothing is still to be told of.</summary>
    public Hook<long> CompletePs { get; } = new();

    /// <summary>
    /// The same, but for what DRAM still has to tell of: its controller rests while nothing moves, and refreshes when it continues.
    /// </summary>
    internal Hook<long> ReachedPs { get; } = new();

    /// <summary>Somebody looks at single accesses, folds or phases: none of them may be skipped.</summary>
    internal bool AreObservedInDetail => ScratchpadAccess.IsObserved || Fold.IsObserved || Phase.IsObserved;
}
