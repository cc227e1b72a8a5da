namespace CycleSim.Dram.Policies;

/// <summary>FR-FCFS: row hits before others, then the oldest request; closing an unused row comes last.</summary>
internal sealed class FrFcfs : CommandChooser, IScheduler
{
    public string Name => Schedulers.Default;

    public string Meaning => "row hits before others, then the oldest request";

    public bool IsStateless => true;

    public CommandChooser Start(int banks) => this;

    public override int Choose(ReadOnlySpan<CommandCandidate> candidates, long cycle)
    {
        int best = 0;
        for (int i = 1; i < candidates.Length; i++)
        {
            bool isBetter = candidates[i].IsColumn == candidates[best].IsColumn
                ? candidates[i].Arrival < candidates[best].Arrival
                : candidates[i].IsColumn;
            if (isBetter)
                best = i;
        }

        return best;
    }
}
