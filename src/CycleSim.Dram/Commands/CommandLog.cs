using CycleSim.Dram.Standards;
using CycleSim.Kernel;

namespace CycleSim.Dram.Commands;

/// <summary>Tells observers of commands; column commands at an even pitch in neighbouring columns become one run.</summary>
internal sealed class CommandLog(Hook<DramCommandRun> hook)
{
    private DramCommandRun _run;

    internal bool IsObserved => hook.IsObserved;

    internal void Add(in DramCommandRun command)
    {
        if (!hook.IsObserved)
            return;
        if (!command.Kind.IsColumn())
        {
            Flush();
            hook.Emit(command);
        }
        else if (!TryExtend(command))
        {
            Flush();
            _run = command;
        }
    }

    internal void Flush()
    {
        if (_run.Count > 0)
            hook.Emit(_run);
        _run = default;
    }

    private bool TryExtend(in DramCommandRun next)
    {
        if (_run.Count == 0 || next.Kind != _run.Kind || next.Rank != _run.Rank || next.Bank != _run.Bank || next.Row != _run.Row
            || next.Column != _run.Column + _run.Count)
        {
            return false;
        }

        long gap = next.Cycle - (_run.Cycle + (_run.Count - 1L) * _run.PitchCycles);
        if ((_run.Count > 1 && gap != _run.PitchCycles) || (next.Count > 1 && next.PitchCycles != gap) || gap > int.MaxValue)
            return false;
        _run = _run with { Count = _run.Count + next.Count, PitchCycles = (int)gap };
        return true;
    }
}
