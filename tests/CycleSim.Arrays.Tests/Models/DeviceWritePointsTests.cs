using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Platform;

namespace CycleSim.Arrays.Tests.Models;

public class DeviceWritePointsTests
{
    private const string Junction = "P55";

    private static readonly WritePoint Base = DeviceWritePoints.AtPulse("base", Junction, DeviceWritePoints.BaseWriteErrorRate, 10);

    [Fact]
    public void Less_voltage_means_a_worse_error_rate_and_less_energy()
    {
        WritePoint lowV = DeviceWritePoints.AtPulse("lowv", Junction, DeviceWritePoints.RelaxedWriteErrorRate, 10);
        Assert.True(lowV.CurrentA < Base.CurrentA);
        Assert.InRange(lowV.ResetEnergyJ / Base.ResetEnergyJ, 0.2, 0.6);
        Assert.Equal((10e-9, DeviceWritePoints.RelaxedWriteErrorRate), (lowV.PulseS, lowV.WriteErrorRate));
    }

    [Fact]
    public void A_worse_error_rate_at_the_same_current_needs_about_half_of_the_time()
    {
        WritePoint lowDuration = DeviceWritePoints.AtCurrentOf(
            "lowdur", Junction, DeviceWritePoints.RelaxedWriteErrorRate, (DeviceWritePoints.BaseWriteErrorRate, 10));
        Assert.Equal(Base.CurrentA, lowDuration.CurrentA, 1e-9);
        Assert.InRange(lowDuration.PulseS / Base.PulseS, 0.4, 0.6);
        Assert.Equal(Base.SetEnergyJ * lowDuration.PulseS / Base.PulseS, lowDuration.SetEnergyJ, 1e-16);
    }

    [Fact]
    public void Writing_from_the_high_resistance_takes_more_energy() => Assert.True(Base.SetEnergyJ > Base.ResetEnergyJ);

    [Fact]
    public void The_point_is_what_the_shipped_memory_has()
    {
        Assert.Equal(Base with { Name = "base" }, MemoryTechnologyLoader.Load("stt-mram-p55").Circuit!.WritePoint);
        ArrayDesign design = ((CircuitModel)MemoryTechnologyLoader.Load("stt-mram-p55").Model).DesignAt(1 << 20);
        Assert.Equal(Base.ResetEnergyJ * 1e12, design.Write.ResetPj, 1e-9);
        Assert.InRange(design.Metrics.WriteLatencyNs, 10, 11);
    }

    [Fact]
    public void What_the_device_cannot_do_is_refused_with_the_place_in_the_file()
    {
        string text = ModelStore.ReadText(ModelKind.Memories, "stt-mram-p55").Text;
        string Refused(string from, string to) => Assert.Throws<InputException>(() => MemoryTechnologyLoader.Read(
            ConfigDocument.Parse(text.Replace(from, to, StringComparison.Ordinal), "m.json"))).Message;
        Assert.StartsWith("m.json(", Refused("\"P55\"", "\"P99\""), StringComparison.Ordinal);
        Assert.Contains("write_point.device", Refused("\"P55\"", "\"P99\""), StringComparison.Ordinal);
        Assert.Contains("write_error_rate", Refused("8.62e-10", "1e-30"), StringComparison.Ordinal);
        Assert.Contains("current_ua", Refused("\"device\": \"P55\",", ""), StringComparison.Ordinal);
    }
}
