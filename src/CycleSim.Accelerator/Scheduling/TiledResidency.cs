using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// Whole tensors stay in a part of each scratchpad, evicted as the machine says; operands and outputs of GEMMs that are not there flow in
/// tiles through the rest. How large the parts are is decided together with the tiles, by the lines that move: first one size for all
/// scratchpads, then that of each in turn.
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
        if (planner.Best is { Tiling.Shares: { } start })
            foreach (TensorRole role in TensorRoles.All)
                foreach (double part in ResidentParts)
                    planner.Try(() => (planner.Best?.Tiling?.Shares ?? start).With(role, ShareOf(question, part)));
        return planner.Best ?? throw planner.Problem!;
    }

    private static ScratchpadShares AllOf(ResidencyQuestion question, double part)
    {
        ScratchpadShare share = ShareOf(question, part);
        return new ScratchpadShares(share, share, share);
    }

    private static ScratchpadShare ShareOf(ResidencyQuestion question, double part) =>
        ScratchpadShare.Of(question.Machine, question.ScratchpadBytes, part);
}
