using CycleSim.Arrays.Coding;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Json;
using CycleSim.Device.Codes;
using CycleSim.Platform;

namespace CycleSim.Arrays.Tests.Models;

/// <summary>Memories with a code: wider arrays, encoders and decoders.</summary>
public sealed class CodedModelTests
{
    private const long Capacity = 1 << 19;

    private static readonly CircuitModel Plain = new(TestSpecs.Mram);

    private static MemoryCode Code(string name, int dataBits) => new(CodeTable.Create(name, dataBits), MemoryCode.AssumedGates);

    [Fact]
    public void Without_check_bits_nothing_changes()
    {
        foreach (IMemoryModel model in new[] { Plain, MemoryTechnologyLoader.Load("stt-mram").Model })
        {
            CodedModel coded = CodedModel.Of(model, Code("none", 64), 512, 28);
            Assert.Equal(model.KnotBytes.ToArray(), coded.KnotBytes.ToArray());
            foreach (long capacity in new[] { 32L << 10, Capacity, 3 << 19 })
                Assert.Equal(model.At(capacity), coded.At(capacity));
        }
    }

    /// <summary>72 bits for 64: as many words, each 576 bits wide. The array is what a search for that width finds.</summary>
    [Theory]
    [InlineData("sec-ded", 64, 576)]
    [InlineData("bch3", 512, 542)]
    [InlineData("bch2", 128, 576)]
    public void A_circuit_is_designed_for_the_wider_word(string name, int dataBits, int storedBits)
    {
        CodedModel coded = CodedModel.Of(Plain, Code(name, dataBits), 512, 28);
        Assert.Equal(storedBits - 512, coded.CheckBitsPerAccess);
        Assert.True(coded.IsDesigned);
        ArrayDesign wide = coded.DesignAt(Capacity)!;
        ArrayDesign plain = Plain.DesignAt(Capacity);
        double share = storedBits / 512.0;
        Assert.Equal(storedBits, wide.Write.Bits);
        Assert.Equal(512, wide.Metrics.AccessBits);
        Assert.Equal(plain.Tags, wide.Tags);
        CodeCircuits circuits = coded.Circuits;
        double area = wide.Metrics.AreaMm2 - circuits.EncoderAreaMm2 - circuits.DecoderAreaMm2;
        Assert.InRange(area / plain.Metrics.AreaMm2, 1 + 0.3 * (share - 1), 1.05 * share);
        Assert.InRange(
            (wide.Metrics.WriteEnergyPj - circuits.EncoderEnergyPj) / plain.Metrics.WriteEnergyPj, 1 + 0.3 * (share - 1), share);
        Assert.True(wide.Metrics.ReadLatencyNs > plain.Metrics.ReadLatencyNs + 0.99 * circuits.DecoderLatencyNs);
        Assert.Equal(wide.Metrics, coded.At(Capacity));
    }

    [Fact]
    public void A_given_organisation_has_the_wider_columns()
    {
        CodedModel coded = CodedModel.Of(Plain, Code("sec-ded", 64), 512, 28);
        ArrayDesign best = coded.DesignAt(Capacity)!;
        Assert.Contains("256x144 cells", best.Data, StringComparison.Ordinal);
        Assert.Equal(best, coded.DesignAt(Capacity, new DataOrganisation(4, 8, 256, 144, 8, 1, 1)));
        Assert.Throws<InputException>(() => coded.DesignAt(Capacity, new DataOrganisation(4, 8, 256, 128, 8, 1, 1)));
    }

    [Fact]
    public void A_table_gives_the_larger_capacity_and_energies_of_the_wider_access()
    {
        IMemoryModel table = MemoryTechnologyLoader.Load("stt-mram").Model;
        CodedModel coded = CodedModel.Of(table, Code("sec-ded", 64), 512, 28);
        MemoryMetrics larger = table.At(Capacity * 9 / 8);
        MemoryMetrics metrics = coded.At(Capacity);
        CodeCircuits circuits = coded.Circuits;
        Assert.Equal(Capacity, metrics.CapacityBytes);
        Assert.Equal(larger.AreaMm2 + circuits.EncoderAreaMm2 + circuits.DecoderAreaMm2, metrics.AreaMm2, 1e-12);
        Assert.Equal(larger.LeakageMw + circuits.EncoderLeakageMw + circuits.DecoderLeakageMw, metrics.LeakageMw, 1e-9);
        Assert.Equal(larger.ReadEnergyPj * 9 / 8 + circuits.DecoderEnergyPj, metrics.ReadEnergyPj, 1e-9);
        Assert.Equal(larger.WriteEnergyPj * 9 / 8 + circuits.EncoderEnergyPj, metrics.WriteEnergyPj, 1e-9);
        Assert.Equal(larger.ReadLatencyNs + circuits.DecoderLatencyNs, metrics.ReadLatencyNs, 1e-12);
        Assert.Equal(larger.WriteLatencyNs + circuits.EncoderLatencyNs, metrics.WriteLatencyNs, 1e-12);
        Assert.Throws<InputException>(() => coded.At(512L << 20));
        Assert.Equal(coded.MaxCapacityBytes, coded.At(coded.MaxCapacityBytes).CapacityBytes);
        Assert.Equal(coded.MinCapacityBytes, coded.At(coded.MinCapacityBytes).CapacityBytes);
    }

    /// <summary>SEC-DED over 64 bits: 200 gates of an encoder, 8 encoders; 5 in series at 20.2 ps.</summary>
    [Fact]
    public void Circuits_are_counts_times_gates()
    {
        CodeCircuits circuits = new(Code("sec-ded", 64), 8, 28);
        Assert.Equal(8 * 200 * 0.618e-6, circuits.EncoderAreaMm2, 1e-12);
        Assert.Equal(8 * 200 * 0.53e-3, circuits.EncoderEnergyPj, 1e-12);
        Assert.Equal(5 * 0.0202, circuits.EncoderLatencyNs, 1e-12);
        CodeCircuits half = new(Code("sec-ded", 64), 8, 14);
        Assert.Equal(circuits.DecoderAreaMm2 / 4, half.DecoderAreaMm2, 1e-12);
        Assert.Equal(circuits.DecoderLatencyNs / 2, half.DecoderLatencyNs, 1e-12);
    }

    [Fact]
    public void A_file_gives_its_memory_a_code()
    {
        MemoryTechnology plain = MemoryTechnologyLoader.Read(Parse(""));
        MemoryTechnology coded = MemoryTechnologyLoader.Read(Parse(
            """, "code": {"name": "sec-ded", "data_bits": 64, "gates": {"xor2_delay_ps": 100, "xor2_area_um2": 10}}"""));
        Assert.Null(plain.Code);
        Assert.Equal("SEC-DED(72,64)", coded.Code!.Code.Name);
        Assert.Equal(2, plain.At(64 << 10).ReadLatencyNs);
        Assert.Equal(2.9, coded.At(64 << 10).ReadLatencyNs, 1e-12);
        Assert.Equal(9.5, coded.At(64 << 10).WriteLatencyNs, 1e-12);
        Assert.Equal(2, coded.Table.Length);
    }

    [Theory]
    [InlineData("""{"name": "golay", "data_bits": 64}""", "code.name = \"golay\": there is no code golay")]
    [InlineData("""{"name": "sec", "data_bits": 96}""", "code = {...}: an access of 512 bits is no multiple of the 96 data bits")]
    [InlineData("""{"name": "bch2", "data_bits": 4096}""", "no multiple of the 4096 data bits")]
    [InlineData("""{"name": "sec", "data_bits": 0}""", "code.data_bits = 0: is out of range; allowed: 1 to 8000")]
    [InlineData("""{"name": "sec", "data_bits": 64, "gates": {"xor2_delay_ps": -1}}""", "code.gates.xor2_delay_ps = -1: is out of range")]
    [InlineData("""{"name": "sec"}""", "key \"data_bits\" is missing")]
    public void Codes_that_a_memory_cannot_have_are_refused(string code, string message) => Assert.Contains(
        message, Assert.Throws<InputException>(() => MemoryTechnologyLoader.Read(Parse($", \"code\": {code}"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_memory_of_parts_leaves_codes_to_them() => Assert.Contains(
        "has no code of its own",
        Assert.Throws<InputException>(() => MemoryTechnologyLoader.Read(ConfigDocument.Parse(
            """
            {"name": "m", "node_nm": 28, "organisation": "cache", "access_bits": 512,
             "parts": [{"bits": 32, "memory": "stt-mram"}], "code": {"name": "sec", "data_bits": 64}}
            """,
            "m.json"))).Message,
        StringComparison.Ordinal);

    private static ConfigObject Parse(string more) => ConfigDocument.Parse(
        $$"""
        {"name": "m", "node_nm": 28, "organisation": "ram", "access_bits": 512, "table": [
         {"capacity": "16 KiB", "area_mm2": 1, "read_latency_ns": 2, "write_latency_ns": 9, "read_energy_pj": 5, "write_energy_pj": 8,
          "leakage_mw": 100},
         {"capacity": "256 KiB", "area_mm2": 2, "read_latency_ns": 2, "write_latency_ns": 9, "read_energy_pj": 5, "write_energy_pj": 8,
          "leakage_mw": 100}]{{more}}}
        """,
        "m.json");
}
