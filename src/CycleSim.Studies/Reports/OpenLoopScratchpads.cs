using CycleSim.Accelerator.Replay;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Reports;

/// <summary>What the scratchpads did in an open-loop replay; null for those that were not recorded.</summary>
/// <param name="Activation">Activation scratchpad.</param>
/// <param name="ActivationContention">How it kept up.</param>
/// <param name="Weight">Weight scratchpad.</param>
/// <param name="WeightContention">How it kept up.</param>
/// <param name="Error">Error scratchpad.</param>
/// <param name="ErrorContention">How it kept up.</param>
public sealed record OpenLoopScratchpads(
    ReportedScratchpad? Activation, ScratchpadContention? ActivationContention, ReportedScratchpad? Weight,
    ScratchpadContention? WeightContention, ReportedScratchpad? Error, ScratchpadContention? ErrorContention)
{
    internal static OpenLoopScratchpads Of(IReadOnlyList<OpenLoopScratchpad> scratchpads)
    {
        return new OpenLoopScratchpads(
            Counts(TensorRole.Activation), ScratchpadContention.Of(Find(TensorRole.Activation)),
            Counts(TensorRole.Weight), ScratchpadContention.Of(Find(TensorRole.Weight)),
            Counts(TensorRole.Error), ScratchpadContention.Of(Find(TensorRole.Error)));

        OpenLoopScratchpad? Find(TensorRole role) => scratchpads.FirstOrDefault(scratchpad => scratchpad.Scratchpad == role);

        ReportedScratchpad? Counts(TensorRole role) => Find(role) is { } found ? ReportedScratchpad.Of(found.Counts) : null;
    }
}
