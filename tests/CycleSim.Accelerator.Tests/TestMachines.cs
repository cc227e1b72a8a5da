using System.Collections.Immutable;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Kernel;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Accelerator.Tests;

/// <summary>Machines, networks and runs that several tests share.</summary>
internal static class TestMachines
{
    internal static MachineSpec Paper { get; } = MachineLoader.Load("paper");

    /// <summary>A small machine from the text of a file.</summary>
    /// <param name="keys">Keys beside those that all machines have.</param>
    internal static MachineSpec Read(string keys) => MachineLoader.Read(ConfigDocument.Parse(
        $$"""
          {
            "name": "one", "description": "", "clock_ghz": 1, "systolic_array": { "rows": 16, "columns": 16 },
            "scratchpad": { "banks": 16, "line_bytes": 64 }, "vector_words": 64, "dram": "ddr3-1600-4gb-x8",
            {{keys}}
          }
          """,
        "test"));

    internal static MachineSpec With(
        int rows, int columns, DrainMode drain = DrainMode.Physical, bool trim = false, int banks = 256,
        string banking = Banking.Skewed, int? interval = null) => Paper with
        {
            Array = new SystolicArraySpec(rows, columns, drain, trim),
            Scratchpad = new ScratchpadSpec(banks, 64, banking, interval),
        };

    /// <summary>The shipped networks of small images, of which steps with large batches can be simulated in detail.</summary>
    internal static IEnumerable<string> SmallNetworks => ModelStore.Names(ModelKind.Networks).Where(name =>
        NetworkLoader.Load(name).Input is { IsTokens: false, Height: <= 32 });

    internal static StepProgram Lower(string network, int batch) => WorkloadLoader.Load(network).Lower(batch);

    internal static StepResult Run(StepProgram program, MachineSpec spec, long capacity, string memory = "sram") =>
        new TrainingStepSimulator(program, spec, MemoryTechnologyLoader.Load(memory), capacity).Run();

    /// <summary>A step and scratchpads of a size, on the paper's machine or another one.</summary>
    internal static ResidencyQuestion Question(StepProgram program, long scratchpadBytes, MachineSpec? spec = null) =>
        new(program, Layouts(program, spec ?? Paper), spec ?? Paper, scratchpadBytes, MemoryTechnologyLoader.Load("sram").At(1 << 20));

    internal static TensorLayout[] Layouts(StepProgram program, MachineSpec spec) =>
        [.. program.Tensors.Select(tensor => Layout(tensor, spec))];

    internal static TensorLayout Layout(TensorSpec tensor, MachineSpec spec) =>
        TensorLayout.Of(tensor, spec);

    /// <summary>Two convolutions (the first 1x1, with ReLU) and the loss; the second is the one to look at.</summary>
    internal static Network Convolution(FeatureMap input, int outputs, int kernel, int stride, int padding)
    {
        FeatureMap output = new(
            outputs, (input.Height + 2 * padding - kernel) / stride + 1, (input.Width + 2 * padding - kernel) / stride + 1);
        return new Network("test", "made for a test", input, outputs,
        [
            new Layer(0, "first", LayerKinds.Convolution, [Network.InputIndex], input, input, 1, 1, 0, Bias: true, Relu: true),
            new Layer(1, "conv", LayerKinds.Convolution, [0], input, output, kernel, stride, padding, Bias: true, Relu: false),
            new Layer(2, "loss", LayerKinds.SoftmaxLoss, [1], output, output, 0, 1, 0, Bias: false, Relu: false),
        ]);
    }

    /// <summary>Runs one GEMM with everything on-chip and the given latencies, from a cycle that is not zero.</summary>
    internal static (long Cycles, CycleCounts Counts, ScratchpadTotals Scratchpads) RunOnChip(
        StepProgram program, GemmOperation gemm, MachineSpec spec, int readCycles, int writeCycles)
    {
        const long Start = 1000;
        TensorLayout[] layouts = Layouts(program, spec);
        using var simulation = new Simulation();
        var machine = new StepMachine(simulation, spec, readCycles, writeCycles, new MachineHooks());
        ImmutableHashSet<int> all = [.. program.Tensors.Select(tensor => tensor.Id)];
        var tiles = new FoldTileSource(
            machine, 0, gemm, new OperationResidency([], all), layouts, new DramMap(program, layouts, spec));
        simulation.Start(Run(), "gemm");
        simulation.Run();
        return (machine.Clock.Cycle - Start, machine.Ledger.Take(0).Cycles, machine.Scratchpads.Totals);

        IEnumerable<Wait> Run()
        {
            yield return machine.Clock.Until(Start);
            yield return machine.Array.Run((ArrayPhase)tiles.All().Single().Phase!);
        }
    }
}
