namespace CycleSim.Studies.Reproduction;

/// <summary>A claim and what became of it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Judgement">The verdict.</param>
public sealed record JudgedClaim(Claim Claim, Judgement Judgement)
{
    /// <summary>The verdict on a system claim when everything is counted as the paper counts; null for other claims.</summary>
    public Judgement? AsPaperCounts { get; init; }

    /// <summary>That verdict and what it was measured on, in words; empty where there is none.</summary>
    internal string AsPaperCountsText => AsPaperCounts is { } counted ? $"{counted.Word}: {counted.Measured}" : "";
}
