using CsCheck;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Json;
using CycleSim.Platform;
using CycleSim.Properties;

namespace CycleSim.Arrays.Tests;

public class MemoryTechnologyTests
{
    private static readonly Func<MemoryMetrics, double>[] Metrics =
    [
        metrics => metrics.AreaMm2,
        metrics => metrics.ReadLatencyNs,
        metrics => metrics.WriteLatencyNs,
        metrics => metrics.ReadEnergyPj,
        metrics => metrics.WriteEnergyPj,
        metrics => metrics.LeakageMw,
    ];

    [Fact]
    public void Halfway_in_the_logarithm_is_the_geometric_mean()
    {
        // 128 KiB lies halfway between 64 KiB and 256 KiB when capacities are compared by their ratio.
        MemoryTechnology memory = Parse(
            """
            {"capacity": "64 KiB", "area_mm2": 1, "read_latency_ns": 2, "write_latency_ns": 9,
             "read_energy_pj": 5, "write_energy_pj": 8, "leakage_mw": 100}
            """,
            """
            {"capacity": "256 KiB", "area_mm2": 4, "read_latency_ns": 8, "write_latency_ns": 4,
             "read_energy_pj": 5, "write_energy_pj": 18, "leakage_mw": 900, "source": "s"}
            """);
        MemoryMetrics middle = memory.At(128 << 10);
        double[] expected = [2, 4, 6, 5, 12, 300];
        for (int i = 0; i < Metrics.Length; i++)
            Assert.Equal(expected[i], Metrics[i](middle), 1e-12);
        Assert.Equal((128L << 10, 64), (middle.CapacityBytes, middle.AccessBits));
        Assert.Equal(["", "s"], memory.Table.Select(row => row.Source));
    }

    [Fact]
    [Trait("kind", "property")]
    public void Between_two_rows_every_figure_is_monotone_and_stays_between_them()
    {
        MemoryTechnology memory = MemoryTechnologyLoader.Load("stt-mram");
        Gen.Select(Gen.Int[0, memory.Table.Length - 2], Gen.Double[0, 1], Gen.Double[0, 1]).ForAll((index, x, y) =>
        {
            MemoryMetrics low = memory.Table[index].Metrics;
            MemoryMetrics high = memory.Table[index + 1].Metrics;
            long width = high.CapacityBytes - low.CapacityBytes;
            MemoryMetrics a = memory.At(low.CapacityBytes + (long)(Math.Min(x, y) * width));
            MemoryMetrics b = memory.At(low.CapacityBytes + (long)(Math.Max(x, y) * width));
            foreach (Func<MemoryMetrics, double> metric in Metrics)
            {
                int direction = metric(high).CompareTo(metric(low));
                Assert.True(direction * (metric(b) - metric(a)) >= 0);
                Assert.True(direction * (metric(a) - metric(low)) >= 0);
                Assert.True(direction * (metric(high) - metric(b)) >= 0);
                if (direction == 0)
                    Assert.Equal(metric(low), metric(a));
            }
        });
    }

    [Fact]
    public void Nothing_is_extrapolated()
    {
        MemoryTechnology memory = MemoryTechnologyLoader.Load("sram");
        const string Allowed = "is outside its table; allowed: 32 KiB to 512 MiB";
        Assert.Equal($"memory \"sram\": capacity 32767 B {Allowed}", Refused(() => memory.At(32767)));
        Assert.Equal($"memory \"sram\": capacity 1 GiB {Allowed}", Refused(() => memory.At(1 << 30)));
        Assert.Equal($"memory \"sram\": capacity 0 B {Allowed}", Refused(() => memory.At(0)));
        Assert.Equal($"memory \"sram\": capacity -5 B {Allowed}", Refused(() => memory.At(-5)));
    }

    [Fact]
    public void Interpolation_allocates_nothing()
    {
        MemoryTechnology memory = MemoryTechnologyLoader.Load("sram");
        double sum = 0;
        Assert.Equal(0, Allocation.LeastBytes(() =>
        {
            for (int i = 0; i < 1000; i++)
                sum += memory.At((48 << 20) + i).AreaMm2;
        }));
        Assert.True(sum > 0);
    }

    private static MemoryTechnology Parse(params string[] rows)
    {
        const string Head = """{"name": "m", "node_nm": 28, "organisation": "ram", "access_bits": 64, "table": [""";
        return MemoryTechnologyLoader.Read(ConfigDocument.Parse($"{Head}{string.Join(",\n", rows)}]}}", "m.json"));
    }

    private static string Refused(Func<MemoryMetrics> read) => Assert.Throws<InputException>(() => read()).Message;
}
