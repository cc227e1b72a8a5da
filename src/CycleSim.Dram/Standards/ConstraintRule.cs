namespace CycleSim.Dram.Standards;

/// <summary>A constraint as the standard writes it: its distance is a formula.</summary>
/// <param name="Name">JEDEC name, or the sum it comes from.</param>
/// <param name="Earlier">The earlier command.</param>
/// <param name="Later">The command that must wait.</param>
/// <param name="Scope">Where.</param>
/// <param name="Cycles">Minimum distance, a formula.</param>
/// <param name="Rules">Whose rule it is; null for both.</param>
public sealed record ConstraintRule(
    string Name, DramCommandKind Earlier, DramCommandKind Later, ConstraintScope Scope, string Cycles, TimingRules? Rules);
