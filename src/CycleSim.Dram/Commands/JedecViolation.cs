namespace CycleSim.Dram.Commands;

/// <summary>A rule that a command list breaks.</summary>
/// <param name="Rule">Name of the constraint or of the missing prerequisite.</param>
/// <param name="Earlier">The earlier command; null when a state, not a distance, is wrong.</param>
/// <param name="Later">The command that comes too early or must not come.</param>
/// <param name="RequiredGapCycles">Minimum distance in cycles; 0 when a state is wrong.</param>
public sealed record JedecViolation(string Rule, DramCommand? Earlier, DramCommand Later, int RequiredGapCycles)
{
    /// <inheritdoc />
    public override string ToString() => Earlier is { } earlier
        ? $"{Rule}: {Later} comes {Later.Cycle - earlier.Cycle} cycles after {earlier}; required are {RequiredGapCycles}"
        : $"{Rule}: {Later}";
}
