namespace CycleSim.Dram.Standards;

/// <summary>After one command another must wait.</summary>
/// <param name="Name">JEDEC name, or the sum it comes from.</param>
/// <param name="Earlier">The earlier command.</param>
/// <param name="Later">The command that must wait.</param>
/// <param name="Scope">Where.</param>
/// <param name="GapCycles">Minimum distance in clock cycles; 0 or less demands nothing.</param>
public readonly record struct DramConstraint(
    string Name, DramCommandKind Earlier, DramCommandKind Later, ConstraintScope Scope, int GapCycles);
