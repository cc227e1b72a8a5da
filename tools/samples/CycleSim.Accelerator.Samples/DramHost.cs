using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
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
        StepProgram program = TrainingStepLowering.Lower(NetworkLoader.Load("lenet5-28x28-mnist"), batch: 8);
        MachineSpec machine = MachineLoader.Load("paper");
        foreach (long pausePs in new[] { 1_000_000, 100_000, 10_000 })
        {
            var simulator = new TrainingStepSimulator(program, machine, MemoryTechnology.Load("stt-mram"), capacityBytes: 64 << 10);
            var host = new DramHost(pausePs);
            simulator.Components.Add(host);
            StepResult result = simulator.Run();
            output.WriteLine(
                $"pause {pausePs / 1000} ns: host {host._latencyNs.Count} reads of {host._latencyNs.Mean:f0} ns, "
                + $"step {result.Cycles.Total} cycles, DRAM {result.Cycles.Dram}");
        }
    }
}
