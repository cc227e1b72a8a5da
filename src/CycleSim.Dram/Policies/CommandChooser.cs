namespace CycleSim.Dram.Policies;

/// <summary>Chooses commands for one channel.</summary>
public abstract class CommandChooser
{
    /// <summary>
    /// The bank from which on, round all banks, it takes the first legal command; then it is offered that one alone. -1 when it wants to
    /// see all.
    /// </summary>
    public virtual int FirstBank => -1;

    /// <summary>Chooses one of the commands that are legal now.</summary>
    /// <param name="candidates">At least one, at most one for each bank, in the order of the banks.</param>
    /// <param name="cycle">The present cycle, DRAM clock.</param>
    /// <returns>Index of the chosen one.</returns>
    public abstract int Choose(ReadOnlySpan<CommandCandidate> candidates, long cycle);
}
