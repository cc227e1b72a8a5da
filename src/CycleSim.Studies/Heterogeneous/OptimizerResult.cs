using System.Collections.Immutable;

namespace CycleSim.Studies.Heterogeneous;

/// <summary>What the search came to.</summary>
/// <param name="Exact">Training without write errors.</param>
/// <param name="Options">All options, scratchpad by scratchpad.</param>
/// <param name="Chosen">The choice.</param>
/// <param name="Safe">All bits written safely, scratchpad by scratchpad.</param>
/// <param name="Check">Training with the choice in all three scratchpads at once.</param>
public sealed record OptimizerResult(
    SeededAccuracy Exact,
    ImmutableArray<ImmutableArray<WriteOption>> Options,
    ImmutableArray<WriteOption> Chosen,
    ImmutableArray<WriteOption> Safe,
    SeededAccuracy Check)
{
    /// <summary>Energy of the scratchpads with the choice.</summary>
    public double ChosenJ => Chosen.Sum(option => option.EnergyJ);

    /// <summary>Energy of the scratchpads with all bits safe.</summary>
    public double SafeJ => Safe.Sum(option => option.EnergyJ);

    /// <summary>Loss that the additive model predicts.</summary>
    public double PredictedLoss => Chosen.Sum(option => option.Loss);

    /// <summary>Loss that training with the choice had; infinite if it diverged, negative if it was better.</summary>
    public double MeasuredLoss => Check.LossAgainst(Exact);
}
