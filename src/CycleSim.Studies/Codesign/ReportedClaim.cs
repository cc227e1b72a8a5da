namespace CycleSim.Studies.Codesign;

/// <summary>The verdict on <see cref="QuarterClaim.Text"/>, as a result has it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="MaxRatio">The largest ratio that counts as a quarter.</param>
/// <param name="Rows">The numbers for cells that differ in several ways.</param>
public sealed record ReportedClaim(string Claim, double MaxRatio, IReadOnlyList<ClaimRow> Rows);
