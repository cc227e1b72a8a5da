using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Statistics;
using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Accelerator.Tests.Steps;

/// <summary>Whole steps: parts add up to totals, energy is counts times unit energies, and observers see what is counted.</summary>
public class TrainingStepTests
{
    private const long KiB = 1024;

    public static TheoryData<string, int, long, string, DrainMode> Runs => new()
    {
        { "lenet5-28x28-mnist", 8, 128, "sram", DrainMode.Physical },
        { "lenet5-28x28-mnist", 8, 4096, "stt-mram", DrainMode.Overlapped },
        { "lenet5-32x32-mnist", 3, 512, "stt-mram", DrainMode.Scalesim },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Parts_add_up_to_totals_in_any_order(string network, int batch, long kib, string memory, DrainMode drain)
    {
        StepResult result = Run(network, batch, kib, memory, drain, out StepProgram program, out List<PhaseInterval> phases);
        Assert.Equal(program.Operations.Length + 1, result.Operations.Length);
        Assert.Equal(program.Macs, result.Macs);
        IEnumerable<OperationResult>[] orders =
            [result.Operations, result.Operations.Reverse(), result.Operations.OrderBy(operation => operation.Energy.TotalPj)];
        foreach (IEnumerable<OperationResult> order in orders)
        {
            Assert.Equal(result.Cycles, order.Aggregate(default(CycleCounts), (sum, operation) => sum + operation.Cycles));
            Assert.Equal(result.Dram, order.Aggregate(default(DramCounts), (sum, operation) => sum + operation.Dram));
            Assert.Equal(result.Scratchpads, order.Aggregate(default(ScratchpadTotals), (sum, operation) => sum + operation.Scratchpads));
            Assert.Equal(result.Energy, order.Aggregate(default(EnergyBreakdown), (sum, operation) => sum + operation.Energy));
            Assert.Equal(result.Energy.TotalPj, order.Sum(operation => operation.Energy.TotalPj));
        }

        // Phases follow each other without a gap from cycle 0 to the end of the run.
        long cycle = 0;
        foreach (PhaseInterval phase in phases)
        {
            Assert.Equal(cycle, phase.StartCycle);
            cycle = phase.EndCycle;
        }

        Assert.Equal(result.Cycles.Total, cycle);
        Assert.Equal(result.Cycles.BankConflict + result.Cycles.AccessLatency, phases.Sum(phase => phase.StallCycles));
        Assert.Equal(result.Dram.Bursts, phases.Sum(phase => phase.DramLines));
        Assert.Equal(
            result.Operations.Sum(operation => operation.Gemm?.Folds ?? 0), phases.Sum(phase => phase.Folds));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_operation_counts_its_own_phases(string network, int batch, long kib, string memory, DrainMode drain)
    {
        StepResult result = Run(network, batch, kib, memory, drain, out _, out List<PhaseInterval> phases);
        foreach (OperationResult operation in result.Operations)
        {
            PhaseInterval[] own = [.. phases.Where(phase => phase.Operation == operation.Index)];
            Assert.Equal(operation.Cycles.Total, own.Sum(phase => phase.EndCycle - phase.StartCycle));
            Assert.Equal(
                operation.Cycles.Dram, own.Where(phase => phase.Kind == PhaseKind.Dram).Sum(phase => phase.EndCycle - phase.StartCycle));
            ScratchpadTotals moved = operation.Scratchpads;
            Assert.Equal(moved.Activation.ReadAccesses + moved.Activation.WriteAccesses, own.Sum(phase => phase.ActivationLines));
            Assert.Equal(moved.Weight.ReadAccesses + moved.Weight.WriteAccesses, own.Sum(phase => phase.WeightLines));
            Assert.Equal(moved.Error.ReadAccesses + moved.Error.WriteAccesses, own.Sum(phase => phase.ErrorLines));
            Assert.Equal(operation.Dram.Bursts, own.Sum(phase => phase.DramLines));
            if (operation.Gemm is { } gemm)
            {
                Assert.Equal(gemm.K * gemm.Folds, operation.Cycles.Compute);
                AssertArrayCycles(operation, gemm, result.Machine.Array, own.Count(phase => phase.Kind == PhaseKind.Array));
            }
        }
    }

    [Theory]
    [InlineData(32)]
    [InlineData(256)]
    [InlineData(4096)]
    public void The_vector_path_takes_its_width_in_every_step(int vectorWords)
    {
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 7);
        MachineSpec spec = TestMachines.Paper with { VectorWords = vectorWords };
        StepResult result = TestMachines.Run(program, spec, 64 * 1024 * KiB);
        TensorLayout[] layouts = TestMachines.Layouts(program, spec);
        int linesAStep = vectorWords / 16;
        for (int i = 0; i < program.Operations.Length; i++)
        {
            // With room for everything only loads come in between, block by block of two lines for each lane.
            long loads = result.Plan.Operations[i].Before.Sum(transfer => StepsOf(layouts[transfer.Tensor.Id].Lines));
            long own = program.Operations[i] is VectorOperation vector
                ? vector.Inputs.Concat(vector.Outputs).Max(stream => (layouts[stream.Tensor.Id].Lines + linesAStep - 1) / linesAStep)
                : 0;
            Assert.Equal(loads + own, result.Operations[i].Cycles.Vector);
        }

        long StepsOf(long lines)
        {
            long blocks = (lines + 511) / 512;
            return Enumerable.Range(0, (int)blocks)
                .Sum(block => (lines * (block + 1) / blocks - lines * block / blocks + linesAStep - 1) / linesAStep);
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Energy_is_counts_times_unit_energies(string network, int batch, long kib, string memory, DrainMode drain)
    {
        StepResult result = Run(network, batch, kib, memory, drain, out StepProgram program, out _);
        MemoryMetrics figures = MemoryTechnologyLoader.Load(memory).At(kib * KiB);
        ScratchpadCounts all = result.Scratchpads.Activation + result.Scratchpads.Weight + result.Scratchpads.Error;
        DramCounts dram = result.Dram;
        AssertClose(dram.Activates * 9841.5, result.Energy.DramActivatePj);
        AssertClose(dram.ReadBursts * 6426.0, result.Energy.DramReadPj);
        AssertClose(dram.WriteBursts * 4698.0, result.Energy.DramWritePj);
        AssertClose(dram.Refreshes * 553176.0, result.Energy.DramRefreshPj);
        AssertClose(dram.ActiveCycles * 513.0 + dram.PrechargedCycles * 432.0, result.Energy.DramBackgroundPj);
        AssertClose(dram.Bursts * (6030.0 + 14000), result.Energy.DramInterfacePj);
        AssertClose(all.ReadBytes * figures.ReadEnergyPj / 64, result.Energy.ScratchpadReadPj);
        AssertClose(all.WriteBytes * figures.WriteEnergyPj / 64, result.Energy.ScratchpadWritePj);
        AssertClose(figures.LeakageMw * result.TimeS * 1e9, result.Energy.LeakagePj);
        AssertClose(program.Macs * 2.346, result.Energy.ComputePj);
        decimal parts = result.Energy.DramActivatePj + result.Energy.DramReadPj + result.Energy.DramWritePj + result.Energy.DramRefreshPj
            + result.Energy.DramBackgroundPj + result.Energy.DramInterfacePj + result.Energy.ScratchpadReadPj
            + result.Energy.ScratchpadWritePj + result.Energy.LeakagePj + result.Energy.ComputePj;
        Assert.Equal(parts, result.Energy.TotalPj);
        // The DRAM stands by in two ranks for the whole run.
        Assert.Equal(2 * (result.Cycles.Total * 1000 / 1250), dram.ActiveCycles + dram.PrechargedCycles);
    }

    /// <summary>A line of bf16 has twice the words of one of fp32: a vector unit of 16 words does not take it in one step.</summary>
    [Fact]
    public void A_vector_unit_that_takes_no_whole_line_of_a_tensor_is_refused()
    {
        MachineSpec narrow = TestMachines.Paper with { VectorWords = 16 };
        Workload network = WorkloadLoader.Load("lenet5-28x28-mnist");
        StepProgram mixed = network.Lower(1, new ParameterUpdate(OptimizerKinds.Sgd, MixedPrecisions.MixedBf16));
        string message = Assert.Throws<InputException>(() => TestMachines.Run(mixed, narrow, 8 << 20)).Message;
        Assert.Contains(
            "vector_words = 16: a line of tensor conv1.weight has 32 words; allowed: multiples of 32", message, StringComparison.Ordinal);
        Assert.True(TestMachines.Run(mixed, narrow with { VectorWords = 32 }, 8 << 20).Cycles.Total > 0);
        Assert.True(TestMachines.Run(network.Lower(1), narrow, 8 << 20).Cycles.Total > 0);
    }

    [Fact]
    public void Two_runs_are_equal()
    {
        StepResult first = Run("lenet5-28x28-mnist", 5, 256, "stt-mram", DrainMode.Physical, out _, out _);
        StepResult second = Run("lenet5-28x28-mnist", 5, 256, "stt-mram", DrainMode.Physical, out _, out _);
        Assert.True(first.Operations.SequenceEqual(second.Operations));
        Assert.Equal(first.KernelEvents, second.KernelEvents);
    }

    [Fact]
    public void Observers_change_nothing()
    {
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 4);
        var simulator = new TrainingStepSimulator(program, TestMachines.Paper, MemoryTechnologyLoader.Load("sram"), 256 * KiB);
        simulator.Hooks.ScratchpadAccess.Subscribe((in ScratchpadAccess _) => { });
        simulator.Hooks.DramCommands.Subscribe((in DramCommandRun _) => { });
        Assert.True(simulator.Run().Operations.SequenceEqual(TestMachines.Run(program, TestMachines.Paper, 256 * KiB).Operations));
    }

    [Fact]
    public void Per_scratchpad_figures_are_those_of_a_third_three_times()
    {
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 2);
        StepResult result = TestMachines.Run(
            program, TestMachines.Paper with { MemoryMetricsScope = MemoryMetricsScope.PerScratchpad }, 3072 * KiB, "stt-mram");
        MemoryMetrics third = MemoryTechnologyLoader.Load("stt-mram").At(1024 * KiB);
        Assert.Equal((third, 3 * third.LeakageMw, 3 * third.AreaMm2), (result.Metrics, result.LeakageMw, result.AreaMm2));
    }

    [Fact]
    public void A_cancelled_run_ends()
    {
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 2);
        var simulator = new TrainingStepSimulator(program, TestMachines.Paper, MemoryTechnologyLoader.Load("sram"), 256 * KiB);
        using var source = new CancellationTokenSource();
        simulator.Progress = (done, _) =>
        {
            if (done == 3)
                source.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => simulator.Run(source.Token));
    }

    [Theory]
    [InlineData(96)]
    [InlineData(2048)]
    public void A_trace_holds_what_the_run_counts(long kib)
    {
        StepProgram program = TestMachines.Lower("lenet5-28x28-mnist", 3);
        MachineSpec machine = TestMachines.Paper;
        using var stream = new MemoryStream();
        var simulator = new TrainingStepSimulator(program, machine, MemoryTechnologyLoader.Load("stt-mram"), kib * KiB);
        StepResult result;
        using (var recorder = new TraceRecorder(simulator, stream, new Header { Network = "lenet5" }, TraceSelection.All))
        {
            result = simulator.Run();
            recorder.Complete();
        }

        stream.Position = 0;
        using var reader = new TraceReader(stream, "trace");
        Assert.Equal((1000UL, 1250UL), (reader.Header.ClockPeriodPs, reader.Header.DramClockPeriodPs));
        Assert.Equal(program.Tensors.Select(tensor => tensor.Name), reader.Header.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(program.Operations.Select(operation => operation.Name), reader.Header.Operations.Select(operation => operation.Name));
        var scratchpads = new ScratchpadCounts[3];
        var commands = new long[6];
        while (reader.Next() is { } chunk)
        {
            foreach (TraceAccess access in chunk.Accesses is null ? [] : reader.Accesses(chunk.Accesses))
            {
                scratchpads[access.Scratchpad] += access.IsWrite
                    ? new ScratchpadCounts(0, 1, 0, access.Bytes, access.WaitedCycles > 0 ? 1 : 0, access.WaitedCycles)
                    : new ScratchpadCounts(1, 0, access.Bytes, 0, access.WaitedCycles > 0 ? 1 : 0, access.WaitedCycles);
                TensorSpec tensor = program.Tensors[access.Tensor];
                Assert.Equal((int)tensor.Role, access.Scratchpad);
                Assert.InRange(access.Line, 0, simulator.Layouts[tensor.Id].Lines - 1);
                Assert.InRange(access.Bank, 0, 255);
                Assert.InRange(access.Cycle, 0, result.Cycles.Total - 1);
            }

            foreach (TraceDram command in chunk.Dram is null ? [] : reader.Dram(chunk.Dram))
                commands[(int)command.Kind] += command.Count;
        }

        Assert.Equal(result.Scratchpads, new ScratchpadTotals(scratchpads[0], scratchpads[1], scratchpads[2]));
        Assert.Equal(
            (result.Dram.Activates, result.Dram.ReadBursts, result.Dram.WriteBursts, result.Dram.Refreshes),
            (commands[(int)TraceDramKind.Activate], commands[(int)TraceDramKind.Read], commands[(int)TraceDramKind.Write],
                commands[(int)TraceDramKind.Refresh]));
        Assert.Equal((ulong)result.Dram.Bursts, reader.End!.DramBursts);
    }

    /// <summary>Folds that wait for their operands from DRAM run one by one; drains overlap only where folds follow each other.</summary>
    private static void AssertArrayCycles(OperationResult operation, GemmResult gemm, SystolicArraySpec array, int phases)
    {
        bool isStreamed = phases > 1;
        var timing = new OutputStationaryTiming(array);
        Assert.Equal(isStreamed ? gemm.Folds : 1, phases);
        long expected = isStreamed && array.Drain == DrainMode.Overlapped
            ? gemm.Folds * timing.Length(gemm.K, array.Rows, array.Columns)
            : timing.Cycles(gemm.M, gemm.N, gemm.K);
        Assert.Equal(expected, operation.Cycles.Compute + operation.Cycles.FillDrain);
    }

    private static StepResult Run(
        string network, int batch, long kib, string memory, DrainMode drain, out StepProgram program, out List<PhaseInterval> phases)
    {
        program = TestMachines.Lower(network, batch);
        MachineSpec spec = TestMachines.With(64, 32, drain, banks: 32);
        var simulator = new TrainingStepSimulator(program, spec, MemoryTechnologyLoader.Load(memory), kib * KiB);
        var seen = new List<PhaseInterval>();
        simulator.Hooks.Phase.Subscribe((in PhaseInterval phase) => seen.Add(phase));
        phases = seen;
        return simulator.Run();
    }

    private static void AssertClose(double expected, decimal actual) =>
        Assert.InRange((double)actual, expected * (1 - 1e-9), expected * (1 + 1e-9) + 1e-9);
}
