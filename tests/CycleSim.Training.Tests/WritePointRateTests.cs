using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Models;
using CycleSim.Device.Junction;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Training.Commands;

namespace CycleSim.Training.Tests;

public sealed class WritePointRateTests
{
    private const string Option = "--write-point";

    [Theory]
    [InlineData("stt-mram-p55", 8.62e-10)]
    [InlineData("stt-mram-p55-lowv", 8e-4)]
    [InlineData("stt-mram-p55-lowdur", 8e-4)]
    public void A_memory_with_a_junction_has_the_rate_that_the_device_gives_at_its_current_and_pulse(string memory, double asked)
    {
        double rate = WritePointRate.Of(memory, Option);
        WritePoint point = MemoryTechnologyLoader.Load(memory).Circuit!.WritePoint!;
        var solver = new WriteSolver(JunctionLoader.Load("P55"));
        Assert.Equal(solver.AtCurrentAndPulse(point.CurrentA * 1e6, point.PulseS * 1e9).WriteErrorRate, rate);
        // It was made for the rate that its file asks for; the solver's current is good to 1e-6.
        Assert.Equal(1, rate / asked, 1e-3);
    }

    [Fact]
    public void A_junction_with_current_and_pulse_has_the_rate_of_the_device()
    {
        JunctionWritePoint point = new WriteSolver(JunctionLoader.Load("P55")).AtWerAndPulse(1e-5, 8);
        string text = FormattableString.Invariant($"P55@{point.CurrentUa:R}uA@8ns");
        Assert.Equal(1, WritePointRate.Of(text, Option) / 1e-5, 1e-3);
        Assert.True(WritePointRate.Of(FormattableString.Invariant($"P55@{point.CurrentUa * 0.9:R}uA@8ns"), Option) > 2e-5);
    }

    [Theory]
    [InlineData("base", 8.62e-10)]
    [InlineData("low-v", 8e-4)]
    [InlineData("low-dur", 8e-4)]
    public void A_memory_without_a_junction_states_its_rate(string point, double rate) =>
        Assert.Equal(rate, WritePointRate.Of(point, Option));

    [Theory]
    [InlineData("P55@60@10")]
    [InlineData("P55@60uA")]
    [InlineData("P55@NaNuA@10ns")]
    [InlineData("P55@-1uA@0ns")]
    [InlineData("P56@60uA@10ns")]
    [InlineData("sram")]
    public void Nonsense_is_an_error(string point) => Assert.Throws<InputException>(() => WritePointRate.Of(point, Option));
}
