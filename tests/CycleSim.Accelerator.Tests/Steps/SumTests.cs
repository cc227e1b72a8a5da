using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Properties;

namespace CycleSim.Accelerator.Tests.Steps;

/// <summary>Counts, cycles and energies are added part by part, and totals hold every part once.</summary>
public sealed class SumTests
{
    public static TheoryData<string> Summed =>
        [.. SummedParts.TypesOf(typeof(StepResult).Assembly).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Summed))]
    public void Each_number_stands_in_a_sum_once(string type)
    {
        Type summed = typeof(StepResult).Assembly.GetType(type)!;
        SummedParts.Check(summed, summed == typeof(TileLines) ? [nameof(TileLines.Max)] : []);
    }

    [Fact]
    public void A_total_holds_every_part_once()
    {
        var energy = new EnergyBreakdown(1, 2, 4, 8, 16, 32, 64, 128, 256, 512) { AccumulatorPj = 1024 };
        Assert.Equal(63, energy.DramPj);
        Assert.Equal(2047, energy.TotalPj);
        Assert.Equal(63, new CycleCounts(1, 2, 4, 8, 16, 32).Total);
        var times = new StepTimes(1, 2, 4, 8, 16, 32, 64);
        Assert.Equal((15, 48), (times.TotalCycles, times.DmaBusyCycles));
    }
}
