using CycleSim.Arrays.Models;
using CycleSim.Platform;

namespace CycleSim.Arrays.Tests.Models;

public class HeterogeneousTests
{
    [Fact]
    public void Parts_of_one_memory_have_their_share_of_capacity_and_energy()
    {
        MemoryTechnology part = MemoryTechnologyLoader.Load("stt-mram");
        HeterogeneousModel model = new([new(8, part), new(24, part)], 512);
        MemoryMetrics small = part.At(1 << 20);
        MemoryMetrics large = part.At(3 << 20);
        MemoryMetrics metrics = model.At(4 << 20);
        Assert.Equal(small.AreaMm2 + large.AreaMm2, metrics.AreaMm2, 1e-9);
        Assert.Equal(small.LeakageMw + large.LeakageMw, metrics.LeakageMw, 1e-9);
        Assert.Equal(large.WriteLatencyNs, metrics.WriteLatencyNs);
        Assert.Equal(0.25 * small.WriteEnergyPj + 0.75 * large.WriteEnergyPj, metrics.WriteEnergyPj, 1e-9);
        Assert.Equal((32, 512), (model.WordBits, metrics.AccessBits));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_access_takes_as_long_as_its_slowest_part_and_the_rest_is_summed(bool slowFirst)
    {
        // Powers of two: every sum is exact. The part that reads slower writes faster.
        WordPart slowRead = new(8, Only("a", new(1 << 20, 2, 4, 1, 64, 256, 512, 0.5)));
        WordPart slowWrite = new(24, Only("b", new(3 << 20, 8, 1, 16, 32, 1024, 512, 0.25)));
        HeterogeneousModel model = new(slowFirst ? [slowRead, slowWrite] : [slowWrite, slowRead], 512);
        Assert.Equal(
            new MemoryMetrics(4 << 20, 2 + 8, 4, 16, 0.25 * 64 + 0.75 * 32, 0.25 * 256 + 0.75 * 1024, 512, 0.5 + 0.25), model.At(4 << 20));
    }

    [Fact]
    public void A_single_part_is_the_memory_itself()
    {
        MemoryTechnology part = MemoryTechnologyLoader.Load("sram");
        HeterogeneousModel model = new([new(32, part)], 512);
        Assert.Equal((part.MinCapacityBytes, part.MaxCapacityBytes), (model.MinCapacityBytes, model.MaxCapacityBytes));
        foreach (long capacity in model.KnotBytes)
        {
            MemoryMetrics expected = part.At(capacity);
            Assert.Equal(expected.WriteEnergyPj, model.At(capacity).WriteEnergyPj, 1e-9);
            Assert.Equal(expected.AreaMm2, model.At(capacity).AreaMm2, 1e-9);
        }
    }

    [Fact]
    public void Safe_sign_and_exponent_with_a_cheap_mantissa_cost_less_than_all_safe_bits_and_more_than_all_cheap_ones()
    {
        MemoryMetrics mixed = MemoryTechnologyLoader.Load("stt-mram-heterogeneous").At(48 << 20);
        Assert.InRange(
            mixed.WriteEnergyPj, MemoryTechnologyLoader.Load("stt-mram-lowv").At(48 << 20).WriteEnergyPj * 0.9,
            MemoryTechnologyLoader.Load("stt-mram").At(48 << 20).WriteEnergyPj);
    }

    [Fact]
    public void Words_that_do_not_divide_an_access_and_capacities_out_of_range_are_refused()
    {
        MemoryTechnology part = MemoryTechnologyLoader.Load("sram");
        Assert.Contains("no multiple", Refused(() => new HeterogeneousModel([new(9, part), new(24, part)], 512)), StringComparison.Ordinal);
        HeterogeneousModel model = new([new(9, part), new(23, part)], 512);
        Assert.Contains("allowed: ", Refused(() => model.At(1)), StringComparison.Ordinal);
        Assert.Contains("allowed: ", Refused(() => model.At(1L << 40)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_memory_that_holds_itself_is_refused()
    {
        string file = Path.Combine(Path.GetTempPath(), $"cyclesim-{Environment.ProcessId}-itself.json");
        string path = file.Replace('\\', '/');
        File.WriteAllText(file, $$"""
            {"name": "m", "model": "heterogeneous", "node_nm": 28, "organisation": "ram", "access_bits": 512,
             "parts": [{"bits": 32, "memory": "{{path}}"}]}
            """);
        try
        {
            Assert.Contains("nested more than", Refused(() => MemoryTechnologyLoader.Load(file)), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static MemoryTechnology Only(string name, MemoryMetrics metrics) => new()
    {
        Name = name,
        Description = name,
        Cell = name,
        NodeNm = 28,
        Organisation = MemoryOrganisation.Ram,
        AccessBits = metrics.AccessBits,
        Sources = [],
        Model = new TableModel(name, metrics.AccessBits, [new MemoryRow(metrics, "")]),
    };

    private static string Refused(Func<object> action) => Assert.Throws<InputException>(action).Message;
}
