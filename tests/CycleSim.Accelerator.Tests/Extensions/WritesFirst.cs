using CycleSim.Dram.Policies;
using CycleSim.Dram.Standards;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A DRAM scheduler of one's own.</summary>
internal sealed class WritesFirst : CommandChooser, IScheduler
{
    public string Name => "writes_first";

    public string Meaning => "writes before all else, then the oldest request";

    public bool IsStateless => true;

    public CommandChooser Start(int banks) => this;

    public override int Choose(ReadOnlySpan<CommandCandidate> candidates, long cycle)
    {
        int best = 0;
        for (int i = 1; i < candidates.Length; i++)
            if (Rank(candidates[i]).CompareTo(Rank(candidates[best])) < 0)
                best = i;
        return best;
    }

    private static (bool, long) Rank(in CommandCandidate command) => (command.Kind != DramCommandKind.Write, command.Arrival);
}
