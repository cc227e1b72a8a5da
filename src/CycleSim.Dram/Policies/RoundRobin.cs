namespace CycleSim.Dram.Policies;

/// <summary>Round robin over the banks, starting after the one that was chosen last.</summary>
internal sealed class RoundRobin : IScheduler
{
    public string Name => "round_robin";

    public string Meaning => "the banks take turns";

    public bool IsStateless => false;

    public CommandChooser Start(int banks) => new Turns();

    private sealed class Turns : CommandChooser
    {
        private int _last;

        public override int Choose(ReadOnlySpan<CommandCandidate> candidates, long cycle)
        {
            int chosen = 0;
            while (chosen < candidates.Length && candidates[chosen].Bank <= _last)
                chosen++;
            if (chosen == candidates.Length)
                chosen = 0;
            _last = candidates[chosen].Bank;
            return chosen;
        }
    }
}
