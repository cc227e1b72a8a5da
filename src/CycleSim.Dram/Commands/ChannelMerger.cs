using CycleSim.Kernel;

namespace CycleSim.Dram.Commands;

/// <summary>
/// Puts the commands of several channels, which run one after the other, in the order of their start; at one time the lower channel is
/// first.
/// </summary>
internal sealed class ChannelMerger
{
    private readonly Hook<DramCommandRun> _merged;
    private readonly Queue<DramCommandRun>[] _waiting;

    internal ChannelMerger(int channels, Hook<DramCommandRun> merged)
    {
        _merged = merged;
        _waiting = [.. Enumerable.Range(0, channels).Select(_ => new Queue<DramCommandRun>())];
    }

    /// <summary>What the controller of a channel reports to.</summary>
    internal Hook<DramCommandRun> HookOf(int channel)
    {
        var hook = new Hook<DramCommandRun>();
        if (_merged.IsObserved)
            hook.Subscribe((in DramCommandRun command) => _waiting[channel].Enqueue(command));
        return hook;
    }

    /// <summary>Passes on what starts before a cycle: every channel has got so far.</summary>
    internal void FlushTo(long cycle)
    {
        while (true)
        {
            int first = -1;
            for (int channel = 0; channel < _waiting.Length; channel++)
            {
                if (_waiting[channel].TryPeek(out DramCommandRun command) && command.Cycle < cycle
                    && (first < 0 || command.Cycle < _waiting[first].Peek().Cycle))
                {
                    first = channel;
                }
            }

            if (first < 0)
                return;
            _merged.Emit(_waiting[first].Dequeue());
        }
    }
}
