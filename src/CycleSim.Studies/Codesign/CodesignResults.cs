using System.Collections.Immutable;
using CycleSim.Configuration;
using CycleSim.Configuration.Text;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Codesign;

/// <summary>Puts together what a result says.</summary>
public static class CodesignResults
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
            ToolVersion.Text, question.Point.Network.Name, dataset, question.Point.Batch, question.Point.Machine.Label,
            question.Point.Memory.Label, question.Point.CapacityBytes, question.Junction.Name, question.Variation,
            question.RetentionTemperatureK, EnumName.Of(question.Objective), question.WritesOnly,
            study.Baseline.Budget.LineFailure, lineBits,
            ReportedCell.Of(baseline, lineBits), ReportedArrayCost.Of(study.Baseline.Memory.Metrics), ReportedStep.Of(study.Steps.Baseline),
            ReportedStep.Of(selection.Step), selection.Rounds, selection.KeepsData, Choices(study, selection),
            ReportedFrontPoint.Of(selection.WithoutCheapBits),
            ReportedAccuracy.Of(accuracy, selection.Chosen.Loss, question.MaxLoss),
            [.. selection.Front.Select(ReportedFrontPoint.Of)], Claim(study, selection), CodesignAssumptions.Of(study));
    }

    private static ImmutableArray<ReportedChoice> Choices(CodesignStudy study, CodesignSelection selection) =>
    [
        .. selection.Chosen.Chosen.Zip(selection.Kept).Select(pair => new ReportedChoice(
            TensorRoles.KeyOf(pair.First.Role), ReportedCell.Of(pair.Second, study.Baseline.Budget.LineBits), pair.First.CheapBits,
            pair.First.CheapBits == 0 ? null : pair.First.CheapRate, pair.First.CheapPoint?.CurrentUa,
            ReportedArrayCost.Of(pair.First.Memory.Metrics), pair.First.Cost, study.BaselineCost(pair.First.Role),
            Percent * pair.First.Loss, RetentionNeed.Of(study.Cells, pair.Second, study.Baseline.Budget))),
    ];

    private static ReportedClaim Claim(CodesignStudy study, CodesignSelection selection)
    {
        var claim = new QuarterClaim(
            study.Question.Junction, study.Arrays, study.Baseline.Budget, study.Baseline.WriteErrorRate,
            study.Question.RetentionTemperatureK);
        double lifetimeS = selection.Step.LifetimesS.Concat(study.Steps.Baseline.LifetimesS).Max();
        return new(QuarterClaim.Text, QuarterClaim.MaxRatio, [.. QuarterClaim.Variations.Select(name => claim.Row(name, lifetimeS))]);
    }
}
