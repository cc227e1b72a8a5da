namespace CycleSim.Dram.Commands;

/// <summary>Turns runs of commands into single commands in the order of their cycles; in one cycle the lower channel is first.</summary>
/// <param name="next">Told of each command.</param>
public sealed class CommandSequence(Action<DramCommand> next)
{
    private readonly PriorityQueue<DramCommandRun, (long Cycle, int Channel, long Order)> _runs = new();
    private long _order;

    /// <summary>Takes a run; runs come in the order of their starts.</summary>
    /// <param name="run">The run.</param>
    public void Add(in DramCommandRun run)
    {
        Release(run.Cycle);
        _runs.Enqueue(run, (run.Cycle, run.Channel, _order++));
    }

    /// <summary>No run follows.</summary>
    public void Complete() => Release(long.MaxValue);

    private void Release(long before)
    {
        while (_runs.TryPeek(out DramCommandRun run, out (long Cycle, int Channel, long Order) at) && at.Cycle < before)
        {
            _runs.Dequeue();
            next(new DramCommand(run.Cycle, run.Kind, run.Rank, run.Bank, run.Row, run.Column, run.Channel));
            if (run.Count == 1)
                continue;
            DramCommandRun rest = run with { Cycle = run.Cycle + run.PitchCycles, Column = run.Column + 1, Count = run.Count - 1 };
            _runs.Enqueue(rest, (rest.Cycle, rest.Channel, at.Order));
        }
    }
}
