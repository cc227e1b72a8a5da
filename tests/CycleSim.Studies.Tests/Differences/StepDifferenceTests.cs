using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Studies.Differences;
using CycleSim.Studies.Reports;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Tests.Differences;

public sealed class StepDifferenceTests
{
    private static readonly StepReport Sram = Report("paper", "sram", 4, 64 << 10);
    private static readonly StepReport Mram = Report("paper", "stt-mram", 4, 64 << 10);
    private static readonly StepReport Tiled = Report("sensible", "stt-mram", 2, 128 << 10);

    [Fact]
    public void A_result_does_not_differ_from_itself()
    {
        StepDifference none = StepDifference.Of(Mram, Mram);
        Assert.Empty(none.Settings);
        Assert.All([.. none.TimesS, .. none.EnergiesJ, .. none.Counts], change => Assert.Equal(0, change.Difference));
        Assert.All(none.Layers, layer => Assert.Equal(
            (0, 0, 0), (layer.TimeS.Difference, layer.EnergyJ.Difference, layer.DramBytes.Difference)));
    }

    [Fact]
    public void What_is_set_otherwise_is_listed_with_the_properties_that_follow()
    {
        StepDifference difference = StepDifference.Of(Sram, Mram);
        Assert.Contains(new SettingChange("memory.technology", "sram", "stt-mram"), difference.Settings);
        Assert.All(difference.Settings, setting => Assert.StartsWith("memory.", setting.Key, StringComparison.Ordinal));

        difference = StepDifference.Of(Mram, Tiled);
        Assert.Contains(new SettingChange("batch", "4", "2"), difference.Settings);
        Assert.Contains(new SettingChange("machine.ordering", "sequential", "overlapped"), difference.Settings);
        Assert.Contains(new SettingChange("machine.operand_buffers", null, "2"), difference.Settings);
        Assert.DoesNotContain(difference.Settings, setting => setting.Key.StartsWith("totals", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(0, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    public void Causes_components_and_layers_add_up_to_the_change_of_the_whole(int first, int second)
    {
        StepReport[] all = [Sram, Mram, Tiled];
        StepDifference difference = StepDifference.Of(all[first], all[second]);
        double time = all[second].Totals.TimeS - all[first].Totals.TimeS;
        double energy = (double)(all[second].Totals.Energy.TotalPj - all[first].Totals.Energy.TotalPj) * 1e-12;
        long bytes = Bytes(all[second]) - Bytes(all[first]);
        Assert.Equal(time, difference.TimesS[^1].Difference, 1e-15);
        Assert.Equal(time, difference.TimesS[..^1].Sum(change => change.Difference), 1e-15);
        Assert.Equal(time, difference.Layers.Sum(layer => layer.TimeS.Difference), 1e-15);
        Assert.Equal(energy, difference.EnergiesJ[^1].Difference, 1e-15);
        Assert.Equal(energy, difference.EnergiesJ[..^1].Sum(change => change.Difference), 1e-15);
        Assert.Equal(energy, difference.Layers.Sum(layer => layer.EnergyJ.Difference), 1e-15);
        Assert.Equal(bytes, difference.Layers.Sum(layer => layer.DramBytes.Difference));
        Assert.Equal(bytes, difference.Counts[..2].Sum(change => change.Difference));
    }

    [Fact]
    public void The_other_way_round_every_change_has_the_other_sign()
    {
        StepDifference there = StepDifference.Of(Mram, Tiled);
        StepDifference back = StepDifference.Of(Tiled, Mram);
        Assert.Equal(
            there.TimesS.Concat(there.EnergiesJ).Concat(there.Counts).Select(change => -change.Difference),
            back.TimesS.Concat(back.EnergiesJ).Concat(back.Counts).Select(change => change.Difference));
        Assert.Equal(
            there.Settings.Select(setting => new SettingChange(setting.Key, setting.Second, setting.First)).ToHashSet(),
            [.. back.Settings]);
    }

    [Fact]
    public void Layers_whose_time_changes_most_come_first()
    {
        double[] changes = [.. StepDifference.Of(Mram, Tiled).Layers.Select(layer => Math.Abs(layer.TimeS.Difference))];
        Assert.Equal(changes.OrderDescending(), changes);
        Assert.True(changes[0] > 0);
    }

    [Fact]
    public void Cycles_of_another_length_are_compared_as_times()
    {
        StepReport slow = Mram with { Machine = Mram.Machine with { ClockPeriodPs = 2 * Mram.Machine.ClockPeriodPs } };
        Assert.All(StepDifference.Of(Mram, slow).TimesS, change => Assert.Equal(2 * change.First, change.Second));
    }

    [Fact]
    public void Where_array_and_channel_were_is_compared_if_both_results_say_it()
    {
        Assert.Empty(StepDifference.Of(Mram, Tiled).UnitTimesS);
        StepDifference same = StepDifference.Of(Tiled, Tiled);
        Assert.Equal(Tiled.Totals.TimeS, same.UnitTimesS[..4].Sum(change => change.First), 1e-15);
        Assert.Equal(Tiled.Totals.TimeS, same.UnitTimesS[4..].Sum(change => change.Second), 1e-15);
    }

    private static long Bytes(StepReport report) => report.Totals.Dram.ReadBytes + report.Totals.Dram.WriteBytes;

    private static StepReport Report(string machine, string memory, int batch, long capacityBytes)
    {
        StepProgram program = TrainingStepLowering.Lower(NetworkLoader.Load("lenet5-28x28-mnist"), batch);
        var simulator = new TrainingStepSimulator(
            program, MachineLoader.Load(machine), MemoryTechnologyLoader.Load(memory), capacityBytes);
        return StepReport.Of(simulator.Run(), 1, "0.1.0");
    }
}
