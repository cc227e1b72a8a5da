using CsCheck;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Accelerator.Tests.Steps;

/// <summary>GEMMs of real layers on the lane engine against closed forms.</summary>
public class GemmCyclesTests
{
    [Fact]
    [Trait("kind", "property")]
    public void Without_latency_every_gemm_takes_the_cycles_of_the_geometry() =>
        (from channels in Gen.Int[1, 20]
         from outputs in Gen.Int[1, 20]
         from kernel in Gen.Int[1, 3]
         from padding in Gen.Int[0, kernel - 1]
         from edge in Gen.Int[Math.Max(1, kernel - 2 * padding), 6]
         from stride in Gen.Int[1, 2]
         from batch in Gen.Int[1, 9]
         from rows in Gen.Int[1, 20]
         from columns in Gen.Int[1, 20]
         from drain in Gen.Enum<DrainMode>()
         from trim in Gen.Bool
         from banks in Gen.Int[1, 40]
         select (channels, outputs, kernel, padding, edge, stride, batch, rows, columns, drain, trim, banks))
        .ForAll(
            c =>
            {
                Network network = TestMachines.Convolution(
                    new FeatureMap(c.channels, c.edge, c.edge), c.outputs, c.kernel, c.stride, c.padding);
                StepProgram program = TrainingStepLowering.Lower(network, c.batch);
                MachineSpec spec = TestMachines.With(
                    c.rows, c.columns, c.drain, c.trim && c.drain == DrainMode.Physical, c.banks);
                var timing = new OutputStationaryTiming(spec.Array);
                foreach (GemmOperation gemm in program.Operations.OfType<GemmOperation>())
                {
                    (long cycles, CycleCounts counts, _) = TestMachines.RunOnChip(program, gemm, spec, 0, 0);
                    long expected = timing.Cycles(gemm.M, gemm.N, gemm.K);
                    Assert.Equal(expected, cycles);
                    Assert.Equal((0, 0, 0), (counts.BankConflict, counts.AccessLatency, counts.Dram));
                    Assert.Equal(expected, counts.Compute + counts.FillDrain);
                    Assert.Equal(gemm.K * timing.Folds(gemm.M, gemm.N), counts.Compute);
                }
            },
            cases: 100);

    [Theory]
    [InlineData(DrainMode.Physical)]
    [InlineData(DrainMode.Overlapped)]
    [InlineData(DrainMode.Scalesim)]
    public void Lines_moved_equal_their_closed_forms(DrainMode drain)
    {
        (int, int, int, int, int)[] layers = [(32, 48, 3, 1, 6), (16, 16, 1, 0, 20), (64, 32, 2, 1, 3)];
        foreach ((int channels, int outputs, int kernel, int padding, int batch) in layers)
        {
            Network network = TestMachines.Convolution(new FeatureMap(channels, 5, 4), outputs, kernel, 1, padding);
            StepProgram program = TrainingStepLowering.Lower(network, batch);
            MachineSpec spec = TestMachines.With(32, 16, drain);
            Layer layer = network.Layers[1];
            long taps = ValidTaps(layer.Input.Height, layer.Output.Height, layer) * ValidTaps(layer.Input.Width, layer.Output.Width, layer);
            var timing = new OutputStationaryTiming(spec.Array);
            const int Line = 16;

            GemmOperation forward = Gemm(program, "conv fwd");
            ScratchpadTotals moved = TestMachines.RunOnChip(program, forward, spec, 2, 3).Scratchpads;
            long bias = timing.RowFolds(forward.M) * outputs / Line;
            AssertMoved(moved.Activation, timing.ColumnFolds(forward.N) * batch * taps * channels / Line, forward.M * outputs / Line);
            AssertMoved(moved.Weight, timing.RowFolds(forward.M) * outputs * forward.K / Line + bias, 0);
            AssertMoved(moved.Error, 0, 0);

            GemmOperation back = Gemm(program, "conv igrad");
            moved = TestMachines.RunOnChip(program, back, spec, 2, 3).Scratchpads;
            AssertMoved(moved.Activation, back.M * channels / Line, 0); // the mask
            AssertMoved(moved.Weight, timing.RowFolds(back.M) * outputs * kernel * kernel * channels / Line, 0);
            AssertMoved(moved.Error, timing.ColumnFolds(back.N) * batch * taps * outputs / Line, back.M * channels / Line);

            GemmOperation gradient = Gemm(program, "conv wgrad");
            moved = TestMachines.RunOnChip(program, gradient, spec, 2, 3).Scratchpads;
            long sums = outputs / Line;
            AssertMoved(moved.Activation, timing.RowFolds(gradient.M) * batch * taps * channels / Line, 0);
            AssertMoved(moved.Weight, 0, outputs * gradient.N / Line + sums);
            AssertMoved(moved.Error, timing.ColumnFolds(gradient.N) * batch * layer.Output.Pixels * outputs / Line, 0);
        }
    }

    [Fact]
    public void Stalls_grow_with_latency_but_lines_do_not()
    {
        StepProgram program = TrainingStepLowering.Lower(TestMachines.Convolution(new FeatureMap(16, 4, 4), 20, 3, 1, 1), 10);
        MachineSpec spec = TestMachines.With(16, 16, banks: 8);
        foreach (GemmOperation gemm in program.Operations.OfType<GemmOperation>())
        {
            (long before, CycleCounts counts, ScratchpadTotals moved) = TestMachines.RunOnChip(program, gemm, spec, 0, 0);
            Assert.Equal(before, counts.Total);
            for (int latency = 1; latency <= 8; latency++)
            {
                (long cycles, counts, ScratchpadTotals again) = TestMachines.RunOnChip(program, gemm, spec, latency, latency);
                Assert.Equal(cycles, counts.Total);
                Assert.True(cycles > before, $"{gemm.Name} at {latency}: {cycles} after {before}");
                Assert.Equal(Lines(moved), Lines(again));
                before = cycles;
            }
        }
    }

    [Theory]
    [InlineData(1, 0.01)]
    [InlineData(4, 0.01)]
    [InlineData(7, 0.01)]
    // A lane asks for a line 16 steps before it needs it: from 9 cycles on that does not cover one access in front of its own.
    [InlineData(12, 0.15)]
    public void Skewed_banking_streams_a_vgg_layer_and_interleaved_banking_does_not(int latency, double share)
    {
        StepProgram program = TrainingStepLowering.Lower(TestMachines.Convolution(new FeatureMap(64, 4, 4), 64, 3, 1, 1), 256);
        foreach (string name in new[] { "conv fwd", "conv igrad", "conv wgrad" })
        {
            CycleCounts skewed = Run(Banking.Skewed);
            CycleCounts interleaved = Run(Banking.Interleaved);
            Assert.True(
                skewed.BankConflict < share * skewed.Total, $"{name}: {skewed.BankConflict} of {skewed.Total} cycles wait for a bank");
            if (latency > 4)
            {
                Assert.True(
                    interleaved.BankConflict > 5 * skewed.BankConflict && interleaved.BankConflict > 0.1 * interleaved.Total,
                    $"{name}: {interleaved.BankConflict} of {interleaved.Total}, skewed {skewed.BankConflict}");
            }

            CycleCounts Run(string banking) =>
                TestMachines.RunOnChip(
                    program, Gemm(program, name), TestMachines.With(256, 256, banking: banking), latency, latency).Counts;
        }
    }

    private static long ValidTaps(int input, int output, Layer layer) =>
        Enumerable.Range(0, output).Sum(o => Enumerable.Range(0, layer.Kernel).Count(tap =>
            o * layer.Stride + tap - layer.Padding >= 0 && o * layer.Stride + tap - layer.Padding < input));

    private static void AssertMoved(ScratchpadCounts counts, long reads, long writes)
    {
        Assert.Equal((reads, writes), (counts.ReadAccesses, counts.WriteAccesses));
        Assert.Equal((reads * 64, writes * 64), (counts.ReadBytes, counts.WriteBytes));
    }

    private static (long, long, long, long, long, long) Lines(ScratchpadTotals totals) => (
        totals.Activation.ReadAccesses, totals.Activation.WriteAccesses, totals.Weight.ReadAccesses, totals.Weight.WriteAccesses,
        totals.Error.ReadAccesses, totals.Error.WriteAccesses);

    private static GemmOperation Gemm(StepProgram program, string name) =>
        program.Operations.OfType<GemmOperation>().Single(gemm => gemm.Name == name);
}
