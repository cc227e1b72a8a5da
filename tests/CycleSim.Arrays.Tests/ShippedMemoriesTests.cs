using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Platform;
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
        MemoryTechnology memory = MemoryTechnologyLoader.Load(name);
        ReferenceRow[] rows =
        [
            .. ReferenceFile.Table("array/nvsim_calibrated.csv")
                .Where(row => row.Text("tech") == technology && row.Text("design_target") == target),
        ];
        MemoryMetrics[] expected =
        [
            .. rows.Select(row => new MemoryMetrics(
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
        Assert.Equal(expected, memory.Table.Select(row => row.Metrics));
        Assert.Equal((32L << 10, 512L << 20), (memory.MinCapacityBytes, memory.MaxCapacityBytes));
        Assert.Equal((name, organisation, 28.0), (memory.Name, memory.Organisation, memory.NodeNm));
    }

    [Fact]
    public void Every_memory_says_where_it_comes_from() =>
        Assert.All(ModelStore.Names(ModelKind.Memories).Select(MemoryTechnologyLoader.Load), memory =>
        {
            Assert.NotEmpty(memory.Sources);
            Assert.NotEqual("", memory.Cell);
            Assert.NotEqual("", memory.Description);
        });

    [Fact]
    public void A_write_point_that_the_device_layer_contradicts_is_described_as_such()
    {
        foreach (string name in ModelStore.Names(ModelKind.Memories))
        {
            MemoryTechnology memory = MemoryTechnologyLoader.Load(name);
            if (memory.Circuit?.WritePoint is not { WriteErrorRate: { } stated } point)
                continue;
            double solved = DeviceWritePoints.ErrorRate("P55", point.CurrentA, point.PulseS);
            if (Math.Abs(Math.Log(solved / stated)) < 0.01)
                Assert.DoesNotContain("would miss", memory.Description, StringComparison.Ordinal);
            else
                Assert.Contains(FormattableString.Invariant($"would miss ({solved:0.00} at that current)"), memory.Description,
                    StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Table_and_circuit_of_a_shipped_file_describe_the_same_memory()
    {
        int both = 0;
        foreach (string name in ModelStore.Names(ModelKind.Memories))
        {
            ConfigObject root = ModelStore.Open(ModelKind.Memories, name);
            both += root.Has("table") && root.Has("circuit") ? 1 : 0;
            MemoryTechnologyLoader.Read(root);
        }

        Assert.Equal(6, both);
    }

    [Theory]
    [InlineData("\"area_f2\": 155", "\"area_f2\": 170", "circuit = {...}: does not describe the memory of \"table\": " +
        "at 32 KiB its area_mm2 is")]
    [InlineData("\"temperature_k\": 350", "\"temperature_k\": 340", "its leakage_mw is")]
    [InlineData("\"leakage_mw\": 777.017", "\"leakage_mw\": 760", "at 256 KiB its leakage_mw is")]
    [InlineData("\"capacity\": \"32 KiB\"", "\"capacity\": \"2 KiB\"", "does not reach a capacity of \"table\"")]
    [InlineData("\"leakage_mw\": 177.585", "\"leakage_mw\": 170", "in the table 170; allowed: within 2 %")]
    public void An_edit_of_one_of_two_blocks_is_an_error(string from, string to, string message)
    {
        string text = ModelStore.ReadText(ModelKind.Memories, "sram").Text;
        Assert.Contains(from, text, StringComparison.Ordinal);
        string edited = text.Replace(from, to, StringComparison.Ordinal);
        foreach (string model in new[] { "table", "circuit" })
        {
            string found = Assert.Throws<InputException>(() => MemoryTechnologyLoader.Read(ConfigDocument.Parse(
                edited.Replace("\"model\": \"table\"", $"\"model\": \"{model}\"", StringComparison.Ordinal), "my.json"))).Message;
            Assert.StartsWith("my.json(", found, StringComparison.Ordinal);
            Assert.Contains(message, found, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_with_one_block_needs_no_model_and_parts_stand_alone()
    {
        string text = ModelStore.ReadText(ModelKind.Memories, "sram-circuit").Text;
        string without = text.Replace("  \"model\": \"circuit\",\n", "", StringComparison.Ordinal);
        Assert.NotEqual(text, without);
        Assert.Equal(MemoryModelKind.Circuit, MemoryTechnologyLoader.Read(ConfigDocument.Parse(without, "m.json")).Model.Kind);
        string both = ModelStore.ReadText(ModelKind.Memories, "sram").Text
            .Replace("\"table\": [", "\"parts\": [ { \"bits\": 32, \"memory\": \"sram\" } ], \"table\": [", StringComparison.Ordinal);
        Assert.Contains(
            "not both", Assert.Throws<InputException>(() => MemoryTechnologyLoader.Read(ConfigDocument.Parse(both, "m.json"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_stt_mram_takes_about_three_picojoules_a_bit()
    {
        MemoryMetrics metrics = MemoryTechnologyLoader.Load("stt-mram").At(512 << 10);
        Assert.InRange(metrics.WriteEnergyPjPerBit, 2.9, 3.2);
        Assert.Equal(metrics.ReadEnergyPj / 512, metrics.ReadEnergyPjPerBit);
    }
}
