using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Steps;

/// <summary>Scratchpads that have memories of their own.</summary>
public sealed class ScratchpadMemoryTests
{
    private const long Capacity = 1 << 20;

    private static readonly MemoryMetrics Sram = MemoryTechnologyLoader.Load("sram").At(Capacity);
    private static readonly MemoryMetrics Mram = MemoryTechnologyLoader.Load("stt-mram").At(Capacity);
    private static readonly WriteVerifySpec Verify = new(2, 1e-3, 0.5, 1);

    [Fact]
    public void Three_times_the_memory_of_the_run_changes_nothing()
    {
        StepResult plain = Run(null);
        StepResult three = Run([new(Sram), new(Sram), new(Sram)]);
        Assert.Equal(plain.Cycles, three.Cycles);
        Assert.Equal(plain.Energy, three.Energy);
        Assert.Equal((plain.ReadCycles, plain.WriteCycles), (three.ReadCycles, three.WriteCycles));
        Assert.Equal(plain.LeakageMw, three.LeakageMw, 1e-9 * plain.LeakageMw);
        Assert.Equal(plain.AreaMm2, three.AreaMm2, 1e-9 * plain.AreaMm2);
    }

    [Fact]
    public void Skipping_what_repeats_changes_nothing()
    {
        ScratchpadMemory[] memories = [new(Sram), new(Mram), new(Mram with { WriteLatencyNs = 37 })];
        StepResult fast = Run(memories);
        StepResult detailed = Run(memories, fastForward: false);
        Assert.Equal(detailed.Cycles, fast.Cycles);
        Assert.Equal(detailed.Scratchpads, fast.Scratchpads);
        Assert.Equal(detailed.Energy, fast.Energy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Each_scratchpad_takes_its_own_energy_and_time(int place)
    {
        ScratchpadMemory[] memories = [new(Sram), new(Sram), new(Sram)];
        memories[place] = new(Mram with { WriteLatencyNs = 60 });
        StepResult result = Run(memories);
        decimal expected = TensorRoles.All.Sum(role =>
            result.Scratchpads.Of(role).WriteBytes * (decimal)(memories[(int)role].Metrics.WriteEnergyPjPerBit * 8));
        Assert.Equal(1, (double)(result.Energy.ScratchpadWritePj / expected), 1e-9);
        Assert.Equal((2 * Sram.LeakageMw + Mram.LeakageMw) / 3, result.LeakageMw, 1e-9);
        Assert.Equal(60, result.WriteCycles);
        Assert.True(result.Cycles.Total > Run(null).Cycles.Total);
    }

    [Fact]
    public void One_scratchpad_alone_verifies_its_writes()
    {
        StepResult result = Run([new(Mram), new(Mram, Verify), new(Mram)]);
        ScratchpadCounts weights = result.Scratchpads.Weight;
        Assert.True(weights.WriteAttempts > weights.WriteAccesses);
        Assert.Equal(0, result.Scratchpads.Activation.WriteAttempts + result.Scratchpads.Error.WriteAttempts);
        decimal read = result.Scratchpads.Of(TensorRole.Weight).VerifyReadBytes
            + TensorRoles.All.Sum(role => result.Scratchpads.Of(role).ReadBytes);
        Assert.Equal(1, (double)(result.Energy.ScratchpadReadPj / (read * (decimal)(Mram.ReadEnergyPjPerBit * 8))), 1e-9);
    }

    [Fact]
    public void Two_memories_are_refused() => Assert.Throws<ArgumentException>(() => Run([new(Sram), new(Sram)]));

    private static StepResult Run(IReadOnlyList<ScratchpadMemory>? memories, bool fastForward = true) => new TrainingStepSimulator(
        TestMachines.Lower("lenet5-28x28-mnist", 2), TestMachines.Paper, MemoryTechnologyLoader.Load("sram"), Capacity)
    {
        Scratchpads = memories,
        FastForward = fastForward,
    }.Run();
}
