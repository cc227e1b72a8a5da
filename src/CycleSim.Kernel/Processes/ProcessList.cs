namespace CycleSim.Kernel;

/// <summary>
/// The processes of a simulation that have not ended, in the order in which they were started; linked, so that any can leave at once.
/// </summary>
internal sealed class ProcessList
{
    private Process? _first;
    private Process? _last;

    /// <summary>Adds a process that has just been started.</summary>
    internal void Add(Process process)
    {
        process.PreviousAlive = _last;
        if (_last is null)
            _first = process;
        else
            _last.NextAlive = process;
        _last = process;
    }

    /// <summary>Removes a process that has ended.</summary>
    internal void Remove(Process process)
    {
        if (process.PreviousAlive is null)
            _first = process.NextAlive;
        else
            process.PreviousAlive.NextAlive = process.NextAlive;
        if (process.NextAlive is null)
            _last = process.PreviousAlive;
        else
            process.NextAlive.PreviousAlive = process.PreviousAlive;
        process.NextAlive = null;
        process.PreviousAlive = null;
    }

    /// <summary>Who waits for what since when.</summary>
    internal List<WaitingProcess> Waiting()
    {
        List<WaitingProcess> waiting = [];
        for (Process? process = _first; process is not null; process = process.NextAlive)
            waiting.Add(new WaitingProcess(process.Name, process.DescribeWait(), process.WaitingSincePs));
        return waiting;
    }

    /// <summary>Ends all of them: their finally blocks and using statements run.</summary>
    /// <exception cref="AggregateException">Bodies threw while they were ended; all were ended nevertheless.</exception>
    internal void EndAll()
    {
        List<Exception>? failures = null;
        while (_first is { } process)
        {
            Remove(process);
            try
            {
                process.DisposeBody();
            }
            catch (Exception exception)
            {
                (failures ??= []).Add(exception);
            }
        }

        if (failures is not null)
            throw new AggregateException("Processes threw while the simulation was disposed.", failures);
    }
}
