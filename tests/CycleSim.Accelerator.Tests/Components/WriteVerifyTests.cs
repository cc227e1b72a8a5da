using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Device.WriteVerify;
using CycleSim.Kernel;
using CycleSim.Platform;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Components;

/// <summary>Writes that are verified: drawn attempts against closed forms, and runs that conserve time and energy.</summary>
public class WriteVerifyTests
{
    private const int Lines = 200_000;

    [Theory]
    [InlineData(3, 8e-4, 0.5)]
    [InlineData(4, 0.02, 0.5)]
    [InlineData(2, 1e-3, 0.1)]
    public void Attempts_are_drawn_as_the_closed_form_says(int max, double rate, double toggle)
    {
        var attempts = new WriteAttempts(new WriteVerifySpec(max, rate, toggle, 1), TensorRole.Weight);
        var expected = AttemptStatistics.OfEqualCells(rate, max, 512, toggle);
        long all = 0;
        long unfinished = 0;
        for (int i = 0; i < Lines; i++)
        {
            int drawn = attempts.Of(i, 64, out bool isUnfinished);
            Assert.InRange(drawn, 1, max);
            Assert.True(!isUnfinished || drawn == max);
            all += drawn;
            unfinished += isUnfinished ? 1 : 0;
        }

        double error = expected.DeviationOfAttempts / Math.Sqrt(Lines);
        Assert.InRange((double)all / Lines, expected.MeanAttempts - 4 * error, expected.MeanAttempts + 4 * error);
        double deviation = 4 * Math.Sqrt(expected.Unfinished * Lines) + 1;
        Assert.InRange(unfinished, expected.Unfinished * Lines - deviation, expected.Unfinished * Lines + deviation);
    }

    [Fact]
    public void Attempts_depend_on_seed_scratchpad_and_number_alone()
    {
        var spec = new WriteVerifySpec(4, 0.01, 0.5, 1);
        int[] Draw(WriteVerifySpec verify, TensorRole role, IEnumerable<int> writes)
        {
            var attempts = new WriteAttempts(verify, role);
            return [.. writes.Select(write => attempts.Of(write, 64, out _))];
        }

        int[] first = Draw(spec, TensorRole.Error, Enumerable.Range(0, 500));
        Assert.Equal(first.Reverse(), Draw(spec, TensorRole.Error, Enumerable.Range(0, 500).Reverse()));
        Assert.NotEqual(first, Draw(spec, TensorRole.Weight, Enumerable.Range(0, 500)));
        Assert.NotEqual(first, Draw(spec with { Seed = 2 }, TensorRole.Error, Enumerable.Range(0, 500)));
    }

    [Theory]
    [InlineData(null, 21)]
    [InlineData(4, 21)]
    [InlineData(64, 64)]
    public void A_bank_is_busy_with_all_attempts_and_their_reads(int? interval, int busy)
    {
        ScratchpadSpec spec = new(4, 64, Banking.Interleaved, interval) { WriteVerify = new WriteVerifySpec(3, 1, 1, 1) };
        var scratchpad = new Scratchpad(TensorRole.Weight, spec, readCycles: 2, writeCycles: 5, new Hook<ScratchpadAccess>());
        TensorLayout layout = TensorLayout.Of(new TensorSpec(0, "t", TensorRole.Weight, 0, 1, 64), TestMachines.Paper);
        long end = scratchpad.Write(1, 10, new LineRequest(layout, 0, 0, 64, 0, 0), out int waited);
        Assert.Equal((10 + 21, 0, 10 + busy), (end, waited, scratchpad.FreeAt[1]));
    }

    [Fact]
    public void Writes_that_never_fail_take_a_write_and_a_read()
    {
        StepResult plain = Run(null);
        StepResult verified = Run(new WriteVerifySpec(3, 0, 0.5, 1));
        ScratchpadCounts counts = verified.Scratchpads.Activation;
        Assert.Equal(plain.Scratchpads.Activation.WriteAccesses, counts.WriteAccesses);
        Assert.Equal(counts.WriteAccesses, counts.WriteAttempts);
        Assert.Equal(0, counts.RepeatedWriteBytes);
        Assert.Equal(64 * counts.WriteAccesses, counts.VerifyReadBytes);
        Assert.Equal(0, counts.UnfinishedWrites);
        Assert.True(verified.Cycles.Total > plain.Cycles.Total);
        Assert.Equal(plain.Energy.ScratchpadWritePj, verified.Energy.ScratchpadWritePj);
    }

    [Fact]
    public void Writes_that_always_fail_take_all_attempts_and_energy_follows_counts()
    {
        StepResult verified = Run(new WriteVerifySpec(3, 1, 1, 1));
        ScratchpadCounts all = verified.Scratchpads.Activation + verified.Scratchpads.Weight + verified.Scratchpads.Error;
        Assert.Equal(3 * all.WriteAccesses, all.WriteAttempts);
        Assert.Equal(2 * all.WriteBytes, all.RepeatedWriteBytes);
        Assert.Equal(all.WriteAccesses, all.UnfinishedWrites);
        StepResult plain = Run(null);
        Assert.Equal(3 * plain.Energy.ScratchpadWritePj, verified.Energy.ScratchpadWritePj);
        ScratchpadCounts plainAll = plain.Scratchpads.Activation + plain.Scratchpads.Weight + plain.Scratchpads.Error;
        Assert.Equal(
            plain.Energy.ScratchpadReadPj / plainAll.ReadBytes * (all.ReadBytes + all.VerifyReadBytes),
            verified.Energy.ScratchpadReadPj, 3);
        Assert.Equal(verified.Cycles.Total, verified.Operations.Sum(operation => operation.Cycles.Total));
    }

    [Fact]
    public void A_run_is_the_same_with_and_without_fast_forward_and_more_failures_take_more_time()
    {
        var spec = new WriteVerifySpec(4, 1e-3, 0.5, 7);
        StepResult run = Run(spec);
        Assert.Equal(run.Cycles, Run(spec, fastForward: false).Cycles);
        Assert.True(run.Cycles.Total < Run(spec with { WriteErrorRate = 0.01 }).Cycles.Total);
    }

    /// <summary>Halves of a scratchpad draw numbers of their own; what the DMA engine moves is not verified.</summary>
    [Theory]
    [InlineData("sequential")]
    [InlineData("overlapped")]
    public void Tiles_are_verified_too(string ordering)
    {
        StepResult plain = RunTiles(ordering, null);
        StepResult never = RunTiles(ordering, new WriteVerifySpec(3, 0, 0.5, 1));
        StepResult always = RunTiles(ordering, new WriteVerifySpec(3, 1, 1, 1));
        ScratchpadCounts counts = never.Scratchpads.Activation;
        Assert.Equal(plain.Scratchpads.Activation.WriteAccesses, counts.WriteAccesses);
        Assert.True(counts.WriteAttempts is > 0 && counts.WriteAttempts <= counts.WriteAccesses);
        Assert.Equal(3 * counts.WriteAttempts, always.Scratchpads.Activation.WriteAttempts);
        ScratchpadCounts all = always.Scratchpads.Activation + always.Scratchpads.Weight + always.Scratchpads.Error;
        Assert.Equal(
            plain.Energy.ScratchpadWritePj / all.WriteBytes * (all.WriteBytes + all.RepeatedWriteBytes),
            always.Energy.ScratchpadWritePj, 3);
        Assert.True(plain.Cycles.Total < never.Cycles.Total && never.Cycles.Total < always.Cycles.Total);
        Assert.Equal(always.Cycles.Total, always.Operations.Sum(operation => operation.Cycles.Total));

        var drawn = new WriteVerifySpec(4, 1e-3, 0.5, 7);
        StepResult run = RunTiles(ordering, drawn);
        Assert.Equal(run.Cycles, RunTiles(ordering, drawn, fastForward: false).Cycles);
        Assert.NotEqual(run.Cycles.Total, RunTiles(ordering, drawn with { Seed = 8 }).Cycles.Total);
    }

    [Fact]
    public void Parts_of_a_scratchpad_draw_numbers_of_their_own()
    {
        var spec = new WriteVerifySpec(4, 0.01, 0.5, 1);
        int[] Draw(int firstBank) =>
            [.. Enumerable.Range(0, 500).Select(write => new WriteAttempts(spec, TensorRole.Error, firstBank).Of(write, 64, out _))];
        Assert.NotEqual(Draw(0), Draw(8));
    }

    [Fact]
    public void A_file_may_ask_for_it_and_traces_are_refused()
    {
        string text = File.ReadAllText(Path.Combine(Reference.Repository.Root, "models", "machines", "sensible.json"));
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text.Replace(
                "\"line_bytes\": 64,", "\"line_bytes\": 64, \"write_verify\": { \"max_attempts\": 2, \"write_error_rate\": 0.1 },",
                StringComparison.Ordinal).Replace("\"$schema\": \"../schemas/machine.json\",", "", StringComparison.Ordinal));
            Assert.Equal(2, MachineLoader.Load(path).Scratchpad.WriteVerify!.MaxAttempts);
        }
        finally
        {
            File.Delete(path);
        }

        var simulator = new TrainingStepSimulator(
            TestMachines.Lower("lenet5-28x28-mnist", 1), With(new WriteVerifySpec(2, 0.1, 0.5, 1)),
            MemoryTechnologyLoader.Load("sram"), 1 << 20);
        Assert.Throws<InputException>(() => new TraceRecorder(simulator, Stream.Null, new Header(), TraceSelection.All));
    }

    private static StepResult RunTiles(string ordering, WriteVerifySpec? verify, bool fastForward = true)
    {
        MachineSpec machine = With(verify) with { Residency = "tiled", Ordering = ordering };
        return new TrainingStepSimulator(
            TestMachines.Lower("lenet5-28x28-mnist", 2), machine, MemoryTechnologyLoader.Load("stt-mram"), 96 << 10)
        {
            FastForward = fastForward,
        }.Run();
    }

    private static MachineSpec With(WriteVerifySpec? verify)
    {
        MachineSpec machine = TestMachines.With(32, 32, banks: 16);
        return machine with { Scratchpad = machine.Scratchpad with { WriteVerify = verify } };
    }

    private static StepResult Run(WriteVerifySpec? verify, bool fastForward = true) => new TrainingStepSimulator(
        TestMachines.Lower("lenet5-28x28-mnist", 2), With(verify), MemoryTechnologyLoader.Load("stt-mram"), 1 << 20)
    {
        FastForward = fastForward,
    }.Run();
}
