using System.Numerics;

namespace CycleSim.Dram;

/// <summary>Chooses one of the commands that are legal now.</summary>
internal abstract class CommandOrder
{
    /// <summary>The choice depends on nothing but the queues and the timing.</summary>
    internal abstract bool IsStateless { get; }

    /// <summary>Chooses a command; otherwise lowers wake to the first cycle in which one is legal.</summary>
    internal abstract bool TryChoose(BankQueues queues, long cycle, ref long wake, out int index, out LegalCommand command);
}

/// <summary>Round robin over the banks, starting after the one that issued last; in a bank the oldest legal command.</summary>
internal sealed class RoundRobin : CommandOrder
{
    private int _last;

    internal override bool IsStateless => false;

    internal override bool TryChoose(BankQueues queues, long cycle, ref long wake, out int index, out LegalCommand command)
    {
        ulong choosable = queues.Choosable;
        ulong later = _last == 63 ? 0 : choosable & (ulong.MaxValue << _last << 1);
        if (TryFirst(queues, later, cycle, ref wake, out index, out command)
            || TryFirst(queues, choosable & ~later, cycle, ref wake, out index, out command))
        {
            _last = index;
            return true;
        }

        return false;
    }

    private static bool TryFirst(
        BankQueues queues, ulong mask, long cycle, ref long wake, out int index, out LegalCommand command)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            index = BitOperations.TrailingZeroCount(mask);
            if (queues.TryFind(index, cycle, ref wake, out command))
                return true;
        }

        (index, command) = (-1, default);
        return false;
    }
}

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
