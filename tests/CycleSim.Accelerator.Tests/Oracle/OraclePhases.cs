using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>Phases of array and vector unit, cycle by cycle, with the cause of each cycle.</summary>
/// <param name="run">What has been done, and the present cycle.</param>
/// <param name="scratchpads">Those that the phases use.</param>
internal sealed class OraclePhases(OracleRun run, IReadOnlyList<OracleScratchpad> scratchpads)
{
    /// <summary>Cycles so far, by cause.</summary>
    internal CycleCounts Cycles { get; set; }

    /// <summary>Some folds without a gap.</summary>
    /// <param name="geometry">The array.</param>
    /// <param name="ports">What its lanes read and write.</param>
    /// <param name="folds">The folds.</param>
    /// <param name="depth">What is summed.</param>
    /// <param name="isEnd">The product ends with them.</param>
    /// <param name="starts">Told of each fold in its first step.</param>
    internal IEnumerable<CoreCycle> RunArray(
        SystolicArraySpec geometry, OraclePort[] ports, List<OracleFold> folds, long depth, bool isEnd, Action<OracleFold> starts)
    {
        FillBuffers(ports);
        var array = new OracleArray(geometry, folds, depth);
        while (!array.IsDone)
        {
            OracleStep step = array.Step();
            foreach (CoreCycle cycle in WaitForLines(ports, step))
                yield return cycle;
            Take(ports, step);
            if (step.Rows[0] is { Index: 0 } first)
                starts(folds[first.Fold]);
            Cycles += step.Consumes ? new CycleCounts(1, 0, 0, 0, 0, 0) : new CycleCounts(0, 1, 0, 0, 0, 0);
            // SCALE-Sim counts one step less than the last fold takes.
            if (isEnd && array.IsDone && geometry.Drain == DrainMode.Scalesim)
                Cycles += new CycleCounts(0, -1, 0, 0, 0, 0);
            else
                yield return default;
        }

        foreach (CoreCycle cycle in Finish(ports))
            yield return cycle;
    }

    /// <summary>A block of a vector operation.</summary>
    internal IEnumerable<CoreCycle> RunVectorUnit(OracleVectorUnit unit)
    {
        FillBuffers(unit.Ports);
        while (!unit.IsDone)
        {
            OracleStep step = unit.Step();
            foreach (CoreCycle cycle in WaitForLines(unit.Ports, step))
                yield return cycle;
            Take(unit.Ports, step);
            Cycles += new CycleCounts(0, 0, 1, 0, 0, 0);
            yield return default;
        }

        foreach (CoreCycle cycle in Finish(unit.Ports))
            yield return cycle;
    }

    /// <summary>Before the first step lanes fill their buffers: line by line, lanes in order.</summary>
    private void FillBuffers(OraclePort[] ports)
    {
        bool more = true;
        while (more)
        {
            more = false;
            foreach (OraclePort port in ports.Where(port => !port.IsWrite))
                more |= port.TryPrefetch(run);
        }
    }

    /// <summary>
    /// The wavefront is rigid: it stalls until every lane has what it needs. Of the wait, as many cycles as the deciding access had
    /// waited for its bank are conflicts, the others are latency; of accesses that end together the one of the first lane decides.
    /// </summary>
    private IEnumerable<CoreCycle> WaitForLines(OraclePort[] ports, OracleStep step)
    {
        OracleAccess[] needed = [.. ports.SelectMany(port => port.Needed(step))];
        int stalled = 0;
        while (needed.Any(access => access.Ended is null))
        {
            stalled++;
            yield return default;
        }

        if (stalled == 0)
            yield break;
        OracleAccess deciding = needed.First(access => access.Ended == run.Cycle);
        int conflict = Math.Min(stalled, deciding.Waited);
        Cycles += new CycleCounts(0, 0, 0, 0, conflict, stalled - conflict);
    }

    private void Take(OraclePort[] ports, OracleStep step)
    {
        foreach (OraclePort port in ports)
            port.Take(step, run);
    }

    /// <summary>A phase is over when every access has ended: the next one may need what was written.</summary>
    private IEnumerable<CoreCycle> Finish(OraclePort[] ports)
    {
        if (!ports.All(port => port.IsDone))
            throw new InvalidOperationException("a port has lines left that no step asked for");
        while (!scratchpads.All(scratchpad => scratchpad.IsIdle))
        {
            Cycles += new CycleCounts(0, 0, 0, 0, 0, 1);
            yield return default;
        }
    }
}
