using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// Whole tensors stay in a part of each scratchpad, evicted as the machine says; operands and outputs of GEMMs that are not there flow in
/// tiles through the rest. How large the parts are is decided together with the tiles, by the machine's objective: first one size for all
/// scratchpads, then the best change of one of them, as long as one helps.
/// </summary>
public sealed class TiledResidency : IResidencyPolicy
{
    /// <summary>Its name in files.</summary>
    internal const string ChoiceName = TraceMachines.Tiled;

    private static readonly double[] ResidentParts = [0, 0.25, 0.5, 0.75, ScratchpadShare.Whole];

    /// <inheritdoc />
    public string Name => ChoiceName;

    /// <inheritdoc />
    public string Meaning => "whole tensors in a part of each scratchpad; what is not there flows in tiles through the rest";

    /// <inheritdoc />
    /// <exception cref="InputException">No tile of an operation fits, or there are fewer banks than parts of a scratchpad.</exception>
    public ResidencyPlan Plan(ResidencyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var planner = new TiledPlanner(question);
        if (question.Tiles is not null)
            return planner.Plan(AllOf(question, 0));
        foreach (double part in ResidentParts)
            planner.Try(() => AllOf(question, part));
        Improve(planner, question);
        return planner.Best ?? throw planner.Problem!;
    }

    /// <summary>Of all changes of one scratchpad the best is made, until none helps.</summary>
    private static void Improve(TiledPlanner planner, ResidencyQuestion question)
    {
        ResidencyPlan? start = null;
        while (planner.Best is { Tiling.Shares: { } shares } best && !ReferenceEquals(best, start))
        {
            start = best;
            foreach (TensorRole role in TensorRoles.All)
                foreach (double part in ResidentParts)
                    planner.Try(() => shares.With(role, ShareOf(question, part)));
        }
    }

    private static ScratchpadShares AllOf(ResidencyQuestion question, double part)
    {
        ScratchpadShare share = ShareOf(question, part);
        return new ScratchpadShares(share, share, share);
    }

    private static ScratchpadShare ShareOf(ResidencyQuestion question, double part) =>
        ScratchpadShare.Of(question.Machine, question.ScratchpadBytes, part);
}
