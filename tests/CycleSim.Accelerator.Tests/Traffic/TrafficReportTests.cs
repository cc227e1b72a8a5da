using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Traffic;
using CycleSim.Arrays.Models;
using CycleSim.Platform;
using CycleSim.Traces.Traffic;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Accelerator.Tests.Traffic;

public sealed class TrafficReportTests
{
    private const string Network = "lenet5-28x28-mnist";
    private const long Capacity = 3 << 20;

    [Theory]
    [InlineData("stt-mram")]
    [InlineData("stt-mram-heterogeneous")]
    [InlineData("sram")]
    public void When_every_bit_toggles_the_energy_is_that_of_the_meter(string memory)
    {
        (StepResult result, MemoryTechnology technology) = Simulate(memory);
        TrafficPart total = TrafficReport.Of(result, technology, WriteScheme.EveryBit, Traffic(words => words), 0).Total;
        double metered = (double)result.Energy.ScratchpadWritePj;
        Assert.Equal(metered, total.FullPj, metered * 1e-6);
        Assert.Equal(metered, total.TerminatedPj, metered * 1e-6);
        Assert.Equal(Enum.GetValues<TensorRole>().Sum(role => result.Scratchpads.Of(role).WriteBytes) * 8.0, total.WrittenBits, 1e-2);
        Assert.Equal(total.WrittenBits, total.ToggledBits, 1e-2);
    }

    [Fact]
    public void A_quarter_of_the_toggles_saves_three_quarters_of_the_cells_of_shown_tensors()
    {
        (StepResult result, MemoryTechnology memory) = Simulate("stt-mram");
        TrafficPart error = Error(TrafficReport.Of(result, memory, WriteScheme.EveryBit, Traffic(words => words / 4), 0)).Total;

        // 1.6 pJ of each bit's write are in the cell.
        double saved = error.WrittenBits * 1.6 * 0.75;
        Assert.Equal(error.FullPj - saved, error.TerminatedPj, saved * 1e-3);
        Assert.Equal(error.TerminatedPj + error.WrittenBits * result.Metrics.ReadEnergyPjPerBit, error.ComparedPj, saved * 1e-3);
        Assert.Equal(0.25, error.ToggledShare, 1e-3);
    }

    [Fact]
    public void States_of_the_optimizer_pay_for_every_bit()
    {
        (StepResult result, MemoryTechnology memory) = Simulate("stt-mram");
        (StepResult adam, _) = Simulate("stt-mram", new ParameterUpdate(OptimizerKinds.Adam, MixedPrecisions.Fp32));
        TrafficPart plain = Total(result);
        TrafficPart withStates = Total(adam);
        Assert.True(withStates.WrittenBits > plain.WrittenBits);
        Assert.Equal(withStates.WrittenBits - plain.WrittenBits, withStates.ToggledBits - plain.ToggledBits, 1e-2);

        TrafficPart Total(StepResult step) => TrafficReport.Of(step, memory, WriteScheme.EveryBit, Traffic(_ => 0), 0).Total;
    }

    [Fact]
    public void Expected_errors_are_rates_times_bits()
    {
        (StepResult result, MemoryTechnology memory) = Simulate("stt-mram-heterogeneous");
        TrafficPart error = Error(TrafficReport.Of(result, memory, WriteScheme.EveryBit, Traffic(words => words / 4), 0)).Total;
        double words = 2 * 6 * 24 * 24;
        double expected = words * (23 * 8e-4 + 9 * 8.62e-10);
        Assert.Equal(expected, error.FlippedBits, expected * 1e-9);
        Assert.Equal(expected / 4, error.StuckBits, expected * 1e-9);
    }

    [Fact]
    public void Bits_of_the_mantissa_are_in_an_array_of_their_own()
    {
        (StepResult result, MemoryTechnology memory) = Simulate("stt-mram-heterogeneous");
        TrafficReport report = TrafficReport.Of(result, memory, WriteScheme.EveryBit, Traffic(words => words / 4), 0);
        Assert.Equal([(23, 9), (0, 23)], report.Arrays.Select(array => (array.LowestBit, array.Bits)));
        double words = 2 * 6 * 24 * 24;
        TrafficRow error = Error(report);
        Assert.Equal([9 * words, 23 * words], error.Parts.Select(part => part.StoredBits));
        Assert.Equal(words * 9 * 8.62e-10, error.Parts[0].FlippedBits, 1e-12);
        Assert.Equal(words * 23 * 8e-4, error.Parts[1].FlippedBits, 1e-9);
    }

    [Fact]
    public void An_array_that_compares_first_pulses_only_bits_that_toggle()
    {
        (StepResult result, MemoryTechnology memory) = Simulate("stt-mram-heterogeneous");
        TrafficReport all = TrafficReport.Of(result, memory, WriteScheme.EveryBit, Traffic(words => words / 4), 0);
        TrafficReport compared = TrafficReport.Of(result, memory, WriteScheme.CompareBeforeWrite, Traffic(words => words / 4), 0);
        Assert.Equal(all.Total with { FlippedBits = all.Total.StuckBits }, compared.Total);
        Assert.Equal((double)result.Energy.TotalPj, all.StepPj, (double)result.Energy.TotalPj * 1e-6);
        Assert.Equal(all.Total.ComparedPj - all.Total.FullPj, compared.StepPj - all.StepPj, all.StepPj * 1e-9);
    }

    [Fact]
    public void Traffic_of_another_step_is_an_error()
    {
        (StepResult result, MemoryTechnology memory) = Simulate("stt-mram");
        TensorTraffic traffic = Traffic(words => words);
        traffic.Batch = 3;
        Assert.Throws<InputException>(() => TrafficReport.Of(result, memory, WriteScheme.EveryBit, traffic, 0));
        traffic.Batch = 2;
        traffic.Steps[0].Tensors.Remove(traffic.Steps[0].Tensors.Single(tensor => tensor.Name == "conv1.out"));
        Assert.Contains("nothing stored for conv1.out",
            Assert.Throws<InputException>(() => TrafficReport.Of(result, memory, WriteScheme.EveryBit, traffic, 0)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Training records words of 32 bits: where a machine stores fewer, bits would be counted wrong.</summary>
    [Fact]
    public void Traffic_of_words_of_another_size_is_an_error()
    {
        MachineSpec half = MachineLoader.Load("paper") with { Formats = new RoleFormats(null, null, NumberFormats.Bf16) };
        (StepResult result, MemoryTechnology memory) = Simulate("stt-mram", machine: half);
        string message = Assert.Throws<InputException>(
            () => TrafficReport.Of(result, memory, WriteScheme.EveryBit, Traffic(words => words), 0)).Message;
        Assert.Matches("words of 32 bits, paper stores .*error in words of 16$", message);
    }

    private static TrafficRow Error(TrafficReport report) => report.Rows.Single(row => row is { Layer: "conv1", Role: TensorRole.Error });

    private static (StepResult Result, MemoryTechnology Memory) Simulate(
        string memory, ParameterUpdate? update = null, MachineSpec? machine = null)
    {
        MemoryTechnology technology = MemoryTechnologyLoader.Load(memory);
        StepProgram program = TrainingStepLowering.Lower(NetworkLoader.Load(Network), 2, update);
        return (new TrainingStepSimulator(program, machine ?? MachineLoader.Load("paper"), technology, Capacity).Run(), technology);
    }

    private static TensorTraffic Traffic(Func<ulong, ulong> toggled)
    {
        StepProgram program = TrainingStepLowering.Lower(NetworkLoader.Load(Network), 2);
        var step = new TrafficStep();
        foreach (TensorSpec tensor in program.Tensors.Where(tensor => IsStored(program, tensor)))
        {
            var stored = new StoredTensor
            {
                Name = tensor.Name,
                Layer = program.Network.Layers[tensor.Layer].Name,
                Role = (StoreRole)(int)tensor.Role,
                Bytes = (ulong)tensor.Words * 4,
            };
            stored.Toggled.Add(Enumerable.Repeat(toggled((ulong)tensor.Words), 32));
            step.Tensors.Add(stored);
        }

        return new TensorTraffic { Network = Network, Batch = 2, Steps = { step } };
    }

    private static bool IsStored(StepProgram program, TensorSpec tensor) => tensor.Layer >= 0
        && (tensor.Role != TensorRole.Weight || program.NeededAfter.Contains(tensor.Id));
}
