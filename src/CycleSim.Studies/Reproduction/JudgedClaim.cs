namespace CycleSim.Studies.Reproduction;

/// <summary>A claim and what became of it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Judgement">The verdict.</param>
public sealed record JudgedClaim(Claim Claim, Judgement Judgement);
