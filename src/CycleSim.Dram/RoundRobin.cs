using System.Numerics;

namespace CycleSim.Dram;

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
