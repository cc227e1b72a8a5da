using CsCheck;
using CycleSim.Arrays.Models;
using CycleSim.Configuration;
using CycleSim.Properties;

namespace CycleSim.Arrays.Tests;

public class MemoryTechnologyTests
{
    private static readonly Func<MemoryFigures, double>[] Figures =
    [
        figures => figures.AreaMm2,
        figures => figures.ReadLatencyNs,
        figures => figures.WriteLatencyNs,
        figures => figures.ReadEnergyPj,
        figures => figures.WriteEnergyPj,
        figures => figures.LeakageMw,
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
        MemoryFigures middle = memory.At(128 << 10);
        double[] expected = [2, 4, 6, 5, 12, 300];
        for (int i = 0; i < Figures.Length; i++)
            Assert.Equal(expected[i], Figures[i](middle), 1e-12);
        Assert.Equal((128L << 10, 64), (middle.CapacityBytes, middle.AccessBits));
        Assert.Equal(["", "s"], memory.Table.Select(row => row.Source));
    }

    [Fact]
    [Trait("kind", "property")]
    public void Between_two_rows_every_figure_is_monotone_and_stays_between_them()
    {
        MemoryTechnology memory = MemoryTechnology.Load("stt-mram");
        Gen.Select(Gen.Int[0, memory.Table.Length - 2], Gen.Double[0, 1], Gen.Double[0, 1]).ForAll((index, x, y) =>
        {
            MemoryFigures low = memory.Table[index].Figures;
            MemoryFigures high = memory.Table[index + 1].Figures;
            long width = high.CapacityBytes - low.CapacityBytes;
            MemoryFigures a = memory.At(low.CapacityBytes + (long)(Math.Min(x, y) * width));
            MemoryFigures b = memory.At(low.CapacityBytes + (long)(Math.Max(x, y) * width));
            foreach (Func<MemoryFigures, double> figure in Figures)
            {
                int direction = figure(high).CompareTo(figure(low));
                Assert.True(direction * (figure(b) - figure(a)) >= 0);
                Assert.True(direction * (figure(a) - figure(low)) >= 0);
                Assert.True(direction * (figure(high) - figure(b)) >= 0);
                if (direction == 0)
                    Assert.Equal(figure(low), figure(a));
            }
        });
    }

    [Fact]
    public void Nothing_is_extrapolated()
    {
        MemoryTechnology memory = MemoryTechnology.Load("sram");
        const string Allowed = "is outside its table; allowed: 32 KiB to 512 MiB";
        Assert.Equal($"memory \"sram\": capacity 32767 B {Allowed}", Refused(() => memory.At(32767)));
        Assert.Equal($"memory \"sram\": capacity 1 GiB {Allowed}", Refused(() => memory.At(1 << 30)));
        Assert.Equal($"memory \"sram\": capacity 0 B {Allowed}", Refused(() => memory.At(0)));
        Assert.Equal($"memory \"sram\": capacity -5 B {Allowed}", Refused(() => memory.At(-5)));
    }

    [Fact]
    public void Interpolation_allocates_nothing()
    {
        MemoryTechnology memory = MemoryTechnology.Load("sram");
        double sum = memory.At(48 << 20).AreaMm2;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            sum += memory.At((48 << 20) + i).AreaMm2;
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(sum > 0);
    }

    private static MemoryTechnology Parse(params string[] rows)
    {
        const string Head = """{"name": "m", "node_nm": 28, "organisation": "ram", "access_bits": 64, "table": [""";
        return MemoryTechnology.Parse(ConfigDocument.Parse($"{Head}{string.Join(",\n", rows)}]}}", "m.json"));
    }

    private static string Refused(Func<MemoryFigures> read) => Assert.Throws<InputException>(() => read()).Message;
}
