using CycleSim.Configuration;
using CycleSim.Reference;

namespace CycleSim.Arrays.Tests;

public class ShippedMemoriesTests
{
    [Theory]
    [InlineData("sram", "SRAM_cal", "cache", MemoryOrganisation.Cache)]
    [InlineData("stt-mram", "MRAM_cal", "cache", MemoryOrganisation.Cache)]
    [InlineData("stt-mram-lowv", "MRAM_cal_lowV", "cache", MemoryOrganisation.Cache)]
    [InlineData("stt-mram-lowdur", "MRAM_cal_lowdur", "cache", MemoryOrganisation.Cache)]
    [InlineData("sram-ram", "SRAM_cal", "RAM", MemoryOrganisation.Ram)]
    [InlineData("stt-mram-ram", "MRAM_cal", "RAM", MemoryOrganisation.Ram)]
    public void Figures_equal_the_reference_at_every_capacity(
        string name, string technology, string target, MemoryOrganisation organisation)
    {
        MemoryTechnology memory = MemoryTechnology.Load(name);
        ReferenceRow[] rows =
        [
            .. ReferenceFile.Table("array/nvsim_calibrated.csv")
                .Where(row => row.Text("tech") == technology && row.Text("design_target") == target),
        ];
        MemoryFigures[] expected =
        [
            .. rows.Select(row => new MemoryFigures(
                row.Long("capacity_bytes"),
                row.Number("area_mm2"),
                row.Number("read_latency_ns"),
                row.Number("write_latency_ns"),
                row.Number("read_energy_pJ"),
                row.Number("write_energy_pJ"),
                512,
                row.Number("leakage_mW"))),
        ];
        Assert.Equal(15, expected.Length);
        Assert.Equal(expected, expected.Select(row => memory.At(row.CapacityBytes)));
        Assert.Equal(expected, memory.Table.Select(row => row.Figures));
        Assert.Equal((32L << 10, 512L << 20), (memory.MinCapacityBytes, memory.MaxCapacityBytes));
        Assert.Equal((name, organisation, 28.0), (memory.Name, memory.Organisation, memory.NodeNm));
    }

    [Fact]
    public void Every_memory_says_where_it_comes_from() =>
        Assert.All(ModelStore.Names(ModelKind.Memories).Select(MemoryTechnology.Load), memory =>
        {
            Assert.NotEmpty(memory.Sources);
            Assert.NotEqual("", memory.Cell);
            Assert.NotEqual("", memory.Description);
        });

    [Fact]
    public void Writing_stt_mram_takes_about_three_picojoules_a_bit()
    {
        MemoryFigures figures = MemoryTechnology.Load("stt-mram").At(512 << 10);
        Assert.InRange(figures.WriteEnergyPjPerBit, 2.9, 3.2);
        Assert.Equal(figures.ReadEnergyPj / 512, figures.ReadEnergyPjPerBit);
    }
}
