using System.Collections.Immutable;

namespace CycleSim.Studies.Accuracy;

/// <summary>What a group came to.</summary>
/// <param name="Group">The group.</param>
/// <param name="Runs">The runs without write errors, then case by case; none if the data set is missing.</param>
/// <param name="Missing">Why there are none.</param>
internal sealed record AccuracyResult(AccuracyGroup Group, ImmutableArray<SeededRuns> Runs, string? Missing)
{
    internal SeededRuns Exact => Runs[0];

    /// <summary>The cases with what they came to.</summary>
    internal IEnumerable<(WriteErrorCase Case, SeededRuns Runs)> Cases => Group.Cases.Zip(Runs.Skip(1));
}
