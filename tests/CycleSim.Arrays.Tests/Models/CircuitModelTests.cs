using CycleSim.Arrays.Models;
using CycleSim.Platform;

namespace CycleSim.Arrays.Tests.Models;

public class CircuitModelTests
{
    [Fact]
    public void Between_powers_of_two_every_figure_is_a_power_of_the_capacity()
    {
        CircuitModel model = new(TestSpecs.Sram);
        MemoryMetrics low = model.At(1 << 20);
        MemoryMetrics high = model.At(2 << 20);
        MemoryMetrics middle = model.At((long)Math.Round((1 << 20) * Math.Sqrt(2)));
        Assert.Equal(Math.Sqrt(low.AreaMm2 * high.AreaMm2), middle.AreaMm2, 1e-6);
        Assert.Equal(Math.Sqrt(low.ReadLatencyNs * high.ReadLatencyNs), middle.ReadLatencyNs, 1e-6);
        Assert.Equal(Math.Sqrt(low.LeakageMw * high.LeakageMw), middle.LeakageMw, 1e-2);
    }

    [Fact]
    public void A_ram_has_no_tags_and_is_smaller_faster_and_thriftier()
    {
        ArrayDesign cache = new CircuitModel(TestSpecs.Mram).DesignAt(4 << 20);
        ArrayDesign ram = new CircuitModel(TestSpecs.Mram with { Organisation = MemoryOrganisation.Ram }).DesignAt(4 << 20);
        Assert.NotNull(cache.Tags);
        Assert.Null(ram.Tags);
        Assert.Equal(cache.Data, ram.Data);
        Assert.True(ram.Metrics.AreaMm2 < cache.Metrics.AreaMm2);
        Assert.True(ram.Metrics.ReadLatencyNs < cache.Metrics.ReadLatencyNs);
        Assert.True(ram.Metrics.WriteEnergyPj < cache.Metrics.WriteEnergyPj);
        Assert.True(ram.Metrics.LeakageMw < cache.Metrics.LeakageMw);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4095)]
    [InlineData(1L << 40)]
    public void Capacities_out_of_range_are_refused_with_the_limits(long bytes)
    {
        string message = Assert.Throws<InputException>(() => new CircuitModel(TestSpecs.Sram).At(bytes)).Message;
        Assert.Contains("allowed: 4 KiB to 4 GiB", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(21.9, 350, "node 21.9 nm is out of range; allowed: 22 to 65 nm")]
    [InlineData(66, 350, "node 66 nm is out of range; allowed: 22 to 65 nm")]
    [InlineData(double.NaN, 350, "node NaN nm is out of range; allowed: 22 to 65 nm")]
    [InlineData(28, 299, "temperature 299 K is out of range; allowed: 300 to 400 K")]
    [InlineData(28, 401, "temperature 401 K is out of range; allowed: 300 to 400 K")]
    public void Nodes_and_temperatures_out_of_range_are_refused(double node, double temperature, string message)
    {
        foreach (CircuitMode mode in Enum.GetValues<CircuitMode>())
        {
            CircuitSpec spec = TestSpecs.Sram with { NodeNm = node, TemperatureK = temperature, Mode = mode };
            Assert.Equal(message, Assert.Throws<InputException>(() => new CircuitModel(spec)).Message);
        }
    }

    [Fact]
    public void Write_points_that_cannot_be_are_refused()
    {
        Assert.Contains("pulse 0 ns", Refused(TestSpecs.Mram.WrittenWith(80, 0, 1)), StringComparison.Ordinal);
        Assert.Contains("write current -1 uA", Refused(TestSpecs.Mram.WrittenWith(-1, 10, 1)), StringComparison.Ordinal);
        Assert.Contains("set energy 0 pJ", Refused(TestSpecs.Mram.WrittenWith(80, 10, 0)), StringComparison.Ordinal);
        Assert.Contains("no transistor of 100 F", Refused(TestSpecs.Mram.WrittenWith(9_000, 10, 1)), StringComparison.Ordinal);
        Assert.Contains("an SRAM has no write point", Refused(TestSpecs.Sram.WrittenWith(80, 10, 1)), StringComparison.Ordinal);
        Assert.Contains("needs a write point", Refused(TestSpecs.Mram with { WritePoint = null }), StringComparison.Ordinal);
        Assert.Contains("ways 3", Refused(TestSpecs.Sram with { Ways = 3 }), StringComparison.Ordinal);
        Assert.Contains("access bits 100", Refused(TestSpecs.Sram with { AccessBits = 100 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_capacity_and_objective_has_an_array()
    {
        foreach (CircuitSpec spec in new[] { TestSpecs.Sram, TestSpecs.Mram })
        {
            foreach (SearchObjective objective in Enum.GetValues<SearchObjective>())
            {
                CircuitModel model = new(spec with { Objective = objective, Organisation = MemoryOrganisation.Ram });
                foreach (long capacity in model.KnotBytes)
                    Assert.True(model.At(capacity).AreaMm2 >= model.MinAreaMm2(capacity));
            }
        }
    }

    [Fact]
    public void Each_objective_gets_the_least_of_what_it_asks_for()
    {
        CircuitSpec ram = TestSpecs.Mram with { Organisation = MemoryOrganisation.Ram };
        Dictionary<SearchObjective, MemoryMetrics> metrics = Enum.GetValues<SearchObjective>()
            .ToDictionary(objective => objective, objective => new CircuitModel(ram with { Objective = objective }).At(4 << 20));
        void Least(SearchObjective objective, Func<MemoryMetrics, double> value) =>
            Assert.All(metrics.Values, other => Assert.True(value(metrics[objective]) <= value(other) * (1 + 1e-12)));
        Least(SearchObjective.ReadLatency, f => f.ReadLatencyNs);
        Least(SearchObjective.WriteLatency, f => f.WriteLatencyNs);
        Least(SearchObjective.ReadEnergy, f => f.ReadEnergyPj);
        Least(SearchObjective.WriteEnergy, f => f.WriteEnergyPj);
        Least(SearchObjective.ReadEnergyDelay, f => f.ReadEnergyPj * f.ReadLatencyNs);
        Least(SearchObjective.WriteEnergyDelay, f => f.WriteEnergyPj * f.WriteLatencyNs);
        Least(SearchObjective.Area, f => f.AreaMm2);
        Least(SearchObjective.Leakage, f => f.LeakageMw);
    }

    [Fact]
    public void The_two_choices_on_which_the_comparison_hangs_are_knobs()
    {
        // Low-power devices and repeated wires, as NVSim has them: 6 mW instead of 52 W, and 3 ns instead of 31 ns.
        CircuitSpec ram = TestSpecs.Sram with { Organisation = MemoryOrganisation.Ram };
        Assert.InRange(new CircuitModel(ram).At(32 << 20).LeakageMw, 51_000, 52_500);
        Assert.InRange(new CircuitModel(ram with { Transistors = Technology.TransistorKind.Lstp }).At(32 << 20).LeakageMw, 5.5, 6.5);
        Assert.InRange(new CircuitModel(ram).At(128 << 20).ReadLatencyNs, 30.5, 32);
        Assert.InRange(new CircuitModel(ram with { Wires = WireKind.Repeated }).At(128 << 20).ReadLatencyNs, 2.5, 3.5);
    }

    [Fact]
    public void Threads_share_a_model()
    {
        CircuitModel shared = new(TestSpecs.Mram);
        long[] capacities = [.. Enumerable.Range(0, 64).Select(i => (64L << 10) + i * 77_777L)];
        MemoryMetrics[] expected = [.. capacities.Select(new CircuitModel(TestSpecs.Mram).At)];
        MemoryMetrics[] found = new MemoryMetrics[capacities.Length];
        Parallel.For(0, capacities.Length, i => found[i] = shared.At(capacities[i]));
        Assert.Equal(expected, found);
    }

    private static string Refused(CircuitSpec spec) => Assert.Throws<InputException>(() => new CircuitModel(spec)).Message;
}
