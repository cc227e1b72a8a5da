using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Steps;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A host that uses the machine's DRAM: every so often it reads or writes a burst.</summary>
/// <param name="times">Time of each request, ps, ascending.</param>
/// <param name="addressOf">Byte address of each.</param>
/// <param name="isWrite">Direction of each.</param>
internal sealed class DramHost(IReadOnlyList<long> times, Func<int, long> addressOf, Func<int, bool> isWrite) : IMachineComponent
{
    private DramPort? _port;
    private Simulation? _simulation;

    /// <summary>Tell DRAM when the next request comes, so that it may work ahead.</summary>
    internal bool Promises { get; init; }

    /// <summary>The next request comes only after the one before is done.</summary>
    internal bool WaitsForDone { get; init; }

    /// <summary>When each request was made, and when it was done, ps.</summary>
    internal List<(long Made, long Done)> Requests { get; } = [];

    public void Attach(MachineContext machine)
    {
        _port = machine.ConnectDram("host");
        _simulation = machine.Simulation;
        machine.Simulation.Start(Run(), "host");
    }

    private IEnumerable<Wait> Run()
    {
        for (int i = 0; i < times.Count; i++)
        {
            long wait = Math.Max(0, times[i] - _simulation!.NowPs);
            if (Promises)
                _port!.NextRequestPs = _simulation.NowPs + wait;
            yield return Wait.For(wait);
            int request = i;
            Requests.Add((_simulation.NowPs, -1));
            Event done = isWrite(i) ? _port!.Write(addressOf(i)) : _port!.Read(addressOf(i));
            done.AddCallback(_ => Requests[request] = Requests[request] with { Done = _simulation.NowPs });
            if (WaitsForDone)
                yield return done;
        }

        if (Promises)
            _port!.NextRequestPs = long.MaxValue;
    }
}
