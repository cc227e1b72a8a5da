using System.Numerics;

namespace CycleSim.Dram;

/// <summary>FR-FCFS: row hits before others, then the oldest request; closing an unused page comes last.</summary>
internal sealed class FrFcfs : CommandOrder
{
    internal override bool IsStateless => true;

    internal override bool TryChoose(BankQueues queues, long cycle, ref long wake, out int index, out LegalCommand command)
    {
        (index, command) = (-1, default);
        (bool Hit, long Age) best = default;
        for (ulong mask = queues.Choosable; mask != 0; mask &= mask - 1)
        {
            int candidate = BitOperations.TrailingZeroCount(mask);
            if (!queues.TryFind(candidate, cycle, ref wake, out LegalCommand found))
                continue;
            BankQueue queue = queues[candidate];
            (bool Hit, long Age) rank = (found.IsColumn, queue.Count == 0 ? long.MaxValue : queue.At(found.Position).Arrival);
            if (index >= 0 && (rank.Hit != best.Hit ? best.Hit : rank.Age >= best.Age))
                continue;
            (index, command, best) = (candidate, found, rank);
        }

        return index >= 0;
    }
}
