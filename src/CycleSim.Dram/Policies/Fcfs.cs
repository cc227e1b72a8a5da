namespace CycleSim.Dram.Policies;

/// <summary>The command of the oldest request, be it a row hit or not.</summary>
internal sealed class Fcfs : CommandChooser, IScheduler
{
    public string Name => "fcfs";

    public string Meaning => "the oldest request, row hit or not";

    public bool IsStateless => true;

    public CommandChooser Start(int banks) => this;

    public override int Choose(ReadOnlySpan<CommandCandidate> candidates, long cycle)
    {
        int best = 0;
        for (int i = 1; i < candidates.Length; i++)
            if (candidates[i].Arrival < candidates[best].Arrival)
                best = i;
        return best;
    }
}
