using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Steps;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>
/// A component of one's own that only observes: it counts the lines read in each period of the kernel's clock. Accesses are told ahead of
/// the clock, with the cycles in which they happen.
/// </summary>
internal sealed class OperationClock(long periodPs) : IMachineComponent
{
    private readonly Dictionary<long, long> _reads = [];

    /// <summary>Lines read in each period that has ended.</summary>
    internal List<long> Samples { get; } = [];

    /// <summary>Lines read.</summary>
    internal long Reads => _reads.Values.Sum();

    /// <summary>Told after each sample how many there are.</summary>
    internal Action<int>? Sampled { get; init; }

    public void Attach(MachineContext machine)
    {
        long corePeriodPs = machine.Machine.ClockPeriodPs;
        machine.Hooks.ScratchpadAccess.Subscribe((in ScratchpadAccess access) =>
        {
            long period = access.Cycle * corePeriodPs / periodPs;
            _reads[period] = _reads.GetValueOrDefault(period) + (access.Kind == AccessKind.Read ? 1 : 0);
        });
        machine.Simulation.Start(Sample(), "sampler");

        IEnumerable<Wait> Sample()
        {
            while (true)
            {
                yield return Wait.For(periodPs);
                Samples.Add(_reads.GetValueOrDefault(Samples.Count));
                Sampled?.Invoke(Samples.Count);
            }
        }
    }
}
