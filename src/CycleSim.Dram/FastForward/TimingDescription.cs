using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Memoization;

namespace CycleSim.Dram.FastForward;

/// <summary>
/// Adds every constraint that still holds to a state key, relative to now: past ones have no effect any more, and leaving them out lets
/// states with different pasts have equal keys.
/// </summary>
/// <param name="spec">The part.</param>
/// <param name="timing">What is legal when.</param>
internal sealed class TimingDescription(DramSpec spec, ChannelTiming timing)
{
    /// <summary>
    /// Describes the banks that have labels, their groups, and all ranks. Banks with a constraint of their own must have labels.
    /// </summary>
    internal void Describe(StateKeyBuilder key, BankLabels labels, long now)
    {
        for (int label = 0; label < labels.Count; label++)
        {
            int bank = labels.BankOf(label);
            if (!timing.IsBankWaiting(bank, now))
                continue;
            for (int kind = 0; kind < timing.Kinds; kind++)
                key.AddFuture(timing.Kinds * label + kind, timing.OfBank(kind, bank), now);
        }

        int id = timing.Kinds * spec.Ranks * spec.Banks;
        for (int order = 0; order < spec.Ranks; order++)
        {
            int rank = labels.RankAt(order);
            if (spec.BankGroups > 1)
                DescribeGroups(key, labels, rank, now, ref id);
            for (int kind = 0; kind < timing.Kinds; kind++)
                key.AddFuture(id++, timing.OfRank(kind, rank), now);
            foreach (ActivateWindow window in timing.Windows)
                for (int back = 0; back < window.Count; back++)
                    key.AddFuture(id++, window.LeavesAt(rank, back), now);
        }
    }

    private void DescribeGroups(StateKeyBuilder key, BankLabels labels, int rank, long now, ref int id)
    {
        for (int group = rank * spec.BankGroups; group < (rank + 1) * spec.BankGroups; group++)
        {
            if (labels.CountOfGroup(group) == 0)
                continue;
            for (int kind = 0; kind < timing.Kinds; kind++)
                key.AddFuture(id++, timing.OfGroup(kind, group), now);
        }
    }
}
