using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Kernel;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Samples;

/// <summary>Disturbs: a host that reads the machine's DRAM, one burst after a pause, at scattered addresses.</summary>
/// <param name="pausePs">From the end of a read to the start of the next one, ps.</param>
internal sealed class DramHost(long pausePs) : IMachineComponent
{
    private readonly SampleMonitor _latencyNs = new();

    public void Attach(MachineContext machine)
    {
        DramPort port = machine.ConnectDram("host");
        RandomStream random = machine.Simulation.Random("host addresses");
        machine.Simulation.Start(Read(), "host");

        IEnumerable<Wait> Read()
        {
            while (true)
            {
                yield return Wait.For(pausePs);
                long start = machine.Simulation.NowPs;
                yield return port.Read(random.Integer(0, machine.Machine.Dram.CapacityBytes));
                _latencyNs.Add((machine.Simulation.NowPs - start) * 1e-3);
            }
        }
    }

    public static void Run(TextWriter output)
    {
        Simulate(output, "alone", null);
        Simulate(output, "host pauses for 1000 ns", new DramHost(1_000_000));
        Simulate(output, "host pauses for 10 ns", new DramHost(10_000));
    }

    private static void Simulate(TextWriter output, string name, DramHost? host)
    {
        StepProgram program = TrainingStepLowering.Lower(NetworkLoader.Load("lenet5-28x28-mnist"), batch: 8);
        var simulator = new TrainingStepSimulator(
            program, MachineLoader.Load("paper"), MemoryTechnologyLoader.Load("stt-mram"), capacityBytes: 64 << 10);
        if (host is not null)
            simulator.Components.Add(host);
        StepResult result = simulator.Run();
        string reads = host is null ? "" : $"; {host._latencyNs.Count} reads of {host._latencyNs.Mean:f0} ns";
        output.WriteLine($"{name}: {result.Cycles.Total} cycles, of which DRAM {result.Cycles.Dram}{reads}");
    }
}
