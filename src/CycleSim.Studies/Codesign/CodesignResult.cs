using System.Collections.Immutable;
using CycleSim.Configuration.Text;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Codesign;

/// <summary>What co-design came to, as its JSON file has it.</summary>
/// <param name="ToolVersion">Version of the program.</param>
/// <param name="Network">The network.</param>
/// <param name="Dataset">The data set.</param>
/// <param name="Batch">Batch size.</param>
/// <param name="Machine">The machine.</param>
/// <param name="Memory">The memory whose circuit was taken.</param>
/// <param name="CapacityBytes">Capacity of the three scratchpads together.</param>
/// <param name="Device">The junction that is scaled.</param>
/// <param name="Variation">The spread of the cells.</param>
/// <param name="RetentionTemperatureK">Temperature in K at which data are kept.</param>
/// <param name="Objective">What was made as small as possible.</param>
/// <param name="WritesOnly">Whether energy is that of writes alone.</param>
/// <param name="MaxLineFailure">Probability of a wrong line that must not be exceeded.</param>
/// <param name="LineBits">Data bits of a line.</param>
/// <param name="Baseline">Cells of the baseline.</param>
/// <param name="BaselineArray">Array of the baseline.</param>
/// <param name="BaselineStep">Its step.</param>
/// <param name="Step">The step with the choice, simulated with a memory of its own in each scratchpad.</param>
/// <param name="Rounds">How often the search ran until the choice held for the lifetimes of its own step.</param>
/// <param name="KeepsData">Whether it does.</param>
/// <param name="Scratchpads">The choice.</param>
/// <param name="WithoutCheapBits">The cheapest choice whose bits are all right, so that training loses nothing.</param>
/// <param name="Accuracy">Trainings that confirm or refute it.</param>
/// <param name="Front">The choices that no other one beats.</param>
/// <param name="Claim">The verdict on a claim.</param>
/// <param name="Assumptions">What was taken for granted.</param>
public sealed record CodesignResult(
    string ToolVersion, string Network, string Dataset, int Batch, string Machine, string Memory, long CapacityBytes, string Device,
    string Variation, double RetentionTemperatureK, string Objective, bool WritesOnly, double MaxLineFailure, int LineBits,
    ReportedCell Baseline, ReportedArrayCost BaselineArray, ReportedStep BaselineStep, ReportedStep Step, int Rounds, bool KeepsData,
    IReadOnlyList<ReportedChoice> Scratchpads, ReportedFrontPoint WithoutCheapBits, ReportedAccuracy Accuracy,
    IReadOnlyList<ReportedFrontPoint> Front, ReportedClaim Claim, IReadOnlyList<string> Assumptions)
{
    private const double Percent = 100;

    /// <summary>The result of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="selection">What it chose.</param>
    /// <param name="accuracy">Trainings that confirm or refute the choice.</param>
    /// <param name="dataset">The data set of the trainings.</param>
    public static CodesignResult Of(CodesignStudy study, CodesignSelection selection, CodesignAccuracy accuracy, string dataset)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(selection);
        CodesignQuestion question = study.Question;
        int lineBits = study.Baseline.Budget.LineBits;
        StoredCell baseline = study.Cells.Kept(study.Baseline.Cell, lineBits, study.Steps.Baseline.LifetimesS.Max());
        return new(
            Configuration.ToolVersion.Text, question.Point.Network.Name, dataset, question.Point.Batch, question.Point.Machine.Label,
            question.Point.Memory.Label, question.Point.CapacityBytes, question.Junction.Name, question.Variation,
            question.RetentionTemperatureK, EnumName.Of(question.Objective), question.WritesOnly,
            study.Baseline.Budget.LineFailure, lineBits,
            ReportedCell.Of(baseline, lineBits), ReportedArrayCost.Of(study.Baseline.Memory.Metrics), ReportedStep.Of(study.Steps.Baseline),
            ReportedStep.Of(selection.Step), selection.Rounds, selection.KeepsData, ChoicesOf(study, selection),
            ReportedFrontPoint.Of(selection.WithoutCheapBits),
            ReportedAccuracy.Of(accuracy, selection.Chosen.AccuracyLoss, question.MaxAccuracyLoss),
            [.. selection.Front.Select(ReportedFrontPoint.Of)], ClaimOf(study, selection), CodesignAssumptions.Of(study));
    }

    private static ImmutableArray<ReportedChoice> ChoicesOf(CodesignStudy study, CodesignSelection selection) =>
    [
        .. selection.Chosen.Chosen.Zip(selection.Kept).Select(pair => new ReportedChoice(
            TensorRoles.KeyOf(pair.First.Role), ReportedCell.Of(pair.Second, study.Baseline.Budget.LineBits), pair.First.CheapBits,
            pair.First.CheapBits == 0 ? null : pair.First.CheapRate, pair.First.CheapPoint?.CurrentUa,
            ReportedArrayCost.Of(pair.First.Memory.Metrics), pair.First.Cost, study.BaselineCost(pair.First.Role),
            Percent * pair.First.AccuracyLoss, RetentionNeed.Of(study.Cells, pair.Second, study.Baseline.Budget))),
    ];

    private static ReportedClaim ClaimOf(CodesignStudy study, CodesignSelection selection)
    {
        var claim = new QuarterClaim(
            study.Question.Junction, study.Arrays, study.Baseline.Budget, study.Baseline.WriteErrorRate,
            study.Question.RetentionTemperatureK);
        double lifetimeS = selection.Step.LifetimesS.Concat(study.Steps.Baseline.LifetimesS).Max();
        return new(QuarterClaim.Text, QuarterClaim.MaxRatio, [.. QuarterClaim.Variations.Select(name => claim.Row(name, lifetimeS))]);
    }
}
