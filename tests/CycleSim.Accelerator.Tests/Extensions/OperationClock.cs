using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Steps;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A component of one's own that only observes: it samples, on the kernel's clock, how many lines have been read so far.</summary>
internal sealed class OperationClock(long periodPs) : IMachineComponent
{
    /// <summary>Lines read up to each sample.</summary>
    internal List<long> Samples { get; } = [];

    public void Attach(MachineContext machine)
    {
        long reads = 0;
        machine.Hooks.ScratchpadAccess.Subscribe((in ScratchpadAccess access) => reads += access.Kind == AccessKind.Read ? 1 : 0);
        machine.Simulation.Start(Sample(), "sampler");

        IEnumerable<Wait> Sample()
        {
            while (true)
            {
                yield return Wait.For(periodPs);
                Samples.Add(reads);
            }
        }
    }
}
