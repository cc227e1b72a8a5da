namespace CycleSim.Dram.Policies;

/// <summary>Round robin over the banks, starting after the one that was chosen last.</summary>
internal sealed class RoundRobin : IScheduler
{
    public string Name => "round_robin";

    public string Meaning => "the banks take turns";

    public bool IsStateless => false;

    public CommandChooser Start(int banks) => new Turns(banks);

    private sealed class Turns(int banks) : CommandChooser
    {
        private int _last;

        public override int FirstBank => _last + 1 == banks ? 0 : _last + 1;

        public override int Choose(ReadOnlySpan<CommandCandidate> candidates, long cycle)
        {
            _last = candidates[0].Bank;
            return 0;
        }
    }
}
