using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Json;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Tests.Machine;

/// <summary>Machines and DRAM parts that cannot be: each error names file, position, key and value.</summary>
public sealed class MachineLoaderTests : IDisposable
{
    private const string Machine = """
        {
          "name": "m", "description": "d", "clock_ghz": 1.0,
          "systolic_array": { "rows": 8, "columns": 8, "drain": "physical", "trim_edge_folds": true },
          "scratchpad": { "banks": 8, "line_bytes": 64 },
          "vector_words": 256,
          "dram": "ddr3-1600-4gb-x8",
          "mac_energy_pj": 1
        }
        """;

    private const string Part = """
        {
          "name": "p", "description": "d", "source": "s", "clock_period_ps": 1250,
          "organisation": { "ranks": 1, "banks": 8, "rows": 16, "columns": 128, "burst_bytes": 64, "devices_per_rank": 8 },
          "queue_depth": 4,
          "timing_cycles": { "cl": 11, "cwl": 8, "burst": 4, "trcd": 11, "trp": 11, "tras": 28, "trrd": 5, "tfaw": 24,
            "tccd": 4, "twtr": 6, "trtp": 6, "twr": 12, "trtrs": 2, "trefi": 6240, "trfc": 208 },
          "power": { "vdd_v": 1.35, "idd0_ma": 55, "idd2n_ma": 32, "idd3n_ma": 38, "idd4r_ma": 157, "idd4w_ma": 125, "idd5ab_ma": 235 },
          "interface": { "enabled": false, "driver_nj": 5, "phy_nj": 1, "termination_nj": 14 }
        }
        """;

    private readonly string _part = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.json");

    [Fact]
    public void The_shipped_machine_is_what_its_file_says()
    {
        MachineSpec paper = TestMachines.Paper;
        TimingTable timing = paper.Dram.Table(TimingRules.Jedec);
        Assert.Equal((256, 256, 1000L), (paper.Array.Rows, paper.Array.Columns, paper.ClockPeriodPs));
        Assert.Equal((256, 16), (paper.Scratchpad.Banks, paper.WordsPerLine));
        Assert.Equal((2, 8, 65536, 128), (paper.Dram.Ranks, paper.Dram.Banks, paper.Dram.Rows, paper.Dram.Columns));
        Assert.Equal((39, 9, 18, 24), (Gap("ACT", "ACT"), Gap("RD", "WR"), Gap("WR", "RD"), Gap("WR", "PRE")));

        int Gap(string earlier, string later) => timing.SameBankGap(Kind(earlier), Kind(later));

        static DramCommandKind Kind(string name) => DramCommandNames.TryParse(name, out DramCommandKind kind) ? kind : default;
    }

    [Fact]
    public void An_ideal_memory_and_buffers_are_read()
    {
        MachineSpec machine = Read(Machine.Replace(
            "\"dram\": \"ddr3-1600-4gb-x8\"",
            "\"ordering\": \"overlapped\", \"operand_buffers\": 3, \"dma_policy\": \"program\", "
            + "\"dram\": { \"ideal\": { \"bytes_per_cycle\": 8, \"latency_cycles\": 5, \"latency_mode\": \"piped\" } }",
            StringComparison.Ordinal));
        Assert.Equal(new IdealDram(8, 5, LatencyMode.Piped), machine.IdealDram);
        Assert.Equal(new OverlapSpec(3, 2, "program"), machine.Overlap);
        Assert.Equal(8, machine.DramPeakGbPerS);
        Assert.Equal(OverlapSpec.None, Read(Machine).Overlap);
        Assert.Equal(OverlapSpec.PingPong, MachineLoader.Load("sensible").Overlap);
    }

    [Fact]
    public void A_vector_unit_is_read()
    {
        Assert.Equal(VectorUnitSpec.Plain, Read(Machine).VectorUnit);
        Assert.Equal(VectorUnitSpec.Plain, Unit("{}"));
        Assert.Equal(new VectorUnitSpec(VectorPasses.Multi), Unit("""{ "passes": "multi" }"""));
        Assert.Equal(
            new VectorUnitSpec(VectorPasses.Single, 2, 3, 4, 5, 6),
            Unit("""{ "cycles_per_word": { "exp": 2, "divide": 3, "sqrt": 4, "tanh": 5, "erf": 6 } }"""));

        static VectorUnitSpec Unit(string keys) =>
            Read(Machine.Replace("\"vector_words\"", $"\"vector_unit\": {keys}, \"vector_words\"", StringComparison.Ordinal)).VectorUnit;
    }

    [Fact]
    public void A_whole_machine_and_part_are_read()
    {
        Assert.Equal(8, Read(Machine).Array.Rows);
        DramSpec part = LoadPart(Part);
        Assert.Equal((16, 0.0, 0.0), (part.Rows, part.Energy.DriverAndPhyPj, part.Energy.TerminationPj));
    }

    [Theory]
    [InlineData("\"banks\": 8", "\"banks\": 0", "m.json(4,28): scratchpad.banks = 0: is out of range; allowed: 1 to 4096")]
    [InlineData("\"banks\": 8", "\"bank\": 8", "m.json(4,19): scratchpad: unknown key \"bank\"; did you mean \"banks\"?")]
    [InlineData("\"line_bytes\": 64", "\"line_bytes\": 48",
        "m.json(4,45): scratchpad.line_bytes = 48: must be a power of two from 16 to 256")]
    [InlineData("\"line_bytes\": 64", "\"line_bytes\": 8", "m.json(4,45): scratchpad.line_bytes = 8: is out of range; allowed: 16 to 256")]
    [InlineData("\"mac_energy_pj\": 1", "\"mac_energy_pj\": 1, \"mac\": 2", "m.json(7,23): unknown key \"mac\"")]
    [InlineData("\"physical\"", "\"overlapped\"", "m.json(3,90): systolic_array.trim_edge_folds = true: goes with drain \"physical\" only")]
    [InlineData("\"physical\"", "\"fast\"",
        "m.json(3,57): systolic_array.drain = \"fast\": is unknown; allowed: physical, overlapped, scalesim")]
    [InlineData("\"clock_ghz\": 1.0", "\"clock_ghz\": 0.3", "m.json(2,49): clock_ghz = 0.3: must make the clock period a whole number")]
    [InlineData("\"clock_ghz\": 1.0", "\"clock_ghz\": 0", "m.json(2,49): clock_ghz = 0: is out of range")]
    [InlineData("\"vector_words\": 256", "\"vector_unit\": { \"passes\": \"two\" }", "vector_unit.passes = \"two\"")]
    [InlineData("\"vector_words\": 256", "\"vector_unit\": { \"cycles_per_word\": { \"exp\": 0 } }",
        "m.json(5,48): vector_unit.cycles_per_word.exp = 0: is out of range; allowed: 1 to 1024")]
    [InlineData("\"vector_words\": 256", "\"vector_unit\": { \"cycles_per_word\": { \"log\": 2 } }",
        "vector_unit.cycles_per_word: unknown key \"log\"")]
    [InlineData("\"vector_words\": 256", "\"vector_words\": 100", "m.json(5,19): vector_words = 100: must fill whole lines")]
    [InlineData("\"dram\": \"ddr3-1600-4gb-x8\"", "\"dram\": \"ddr9\"", "ddr9")]
    [InlineData("\"dram\": \"ddr3-1600-4gb-x8\"", "\"dram\": 3", "m.json(6,11): dram = 3: expected a string or an object")]
    [InlineData("\"dram\": \"ddr3-1600-4gb-x8\"", "\"dram\": {}", "dram: key \"ideal\" is missing")]
    [InlineData("\"dram\": \"ddr3-1600-4gb-x8\"", "\"dram\": { \"ideal\": { \"bytes_per_cycle\": 0, \"latency_cycles\": 0 } }",
        "dram.ideal.bytes_per_cycle = 0: is out of range; allowed: 1 to 1073741824")]
    [InlineData("\"dram\": \"ddr3-1600-4gb-x8\"",
        "\"dram_policy\": \"dramsim3\", \"dram\": { \"ideal\": { \"bytes_per_cycle\": 8, \"latency_cycles\": 0 } }",
        "dram_policy = \"dramsim3\": goes with a DRAM part; an ideal memory has no controller")]
    [InlineData("\"vector_words\": 256", "\"vector_words\": 256, \"operand_buffers\": 2",
        "operand_buffers = 2: goes with ordering \"overlapped\"; this machine's is \"sequential\"")]
    [InlineData("\"vector_words\": 256", "\"vector_words\": 256, \"ordering\": \"overlapped\", \"output_buffers\": 4",
        "output_buffers = 4: is out of range; allowed: 1 to 3")]
    [InlineData("\"vector_words\": 256", "\"vector_words\": 256, \"ordering\": \"overlapped\", \"dma_policy\": \"fast\"",
        "dma_policy = \"fast\": is unknown; allowed: program, ready, loads_first")]
    [InlineData("\"physical\", \"trim_edge_folds\": true }", "\"scalesim\" }, \"residency\": \"tiled\"",
        "systolic_array.drain = \"scalesim\": \"scalesim\" counts whole products, not tiles")]
    public void Impossible_machines_are_errors(string good, string bad, string message)
    {
        string text = Machine.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(Machine, text);
        Assert.Contains(message, Assert.Throws<InputException>(() => Read(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "accumulators: is missing: a stationary operand's partial sums need a buffer")]
    [InlineData(
        "\"capacity\": \"4 KiB\", \"banks\": 12, \"memory\": \"sram\"",
        "accumulators.banks = 12: must be a multiple of the 8 columns")]
    [InlineData(
        "\"capacity\": 100, \"banks\": 8, \"memory\": \"sram\"",
        "accumulators.capacity = 100: must be whole words of 4 bytes in each")]
    [InlineData(
        "\"capacity\": \"4 KiB\", \"banks\": 8, \"memory\": \"sram\"",
        "accumulators.memory = \"sram\": gives no bank of 512 bytes")]
    [InlineData(
        "\"capacity\": \"4 KiB\", \"banks\": 8, \"read_energy_pj\": 1",
        "accumulators.write_energy_pj: is missing: give \"memory\", or all")]
    [InlineData(
        "\"capacity\": \"1 MiB\", \"banks\": 8, \"memory\": \"sram\", \"area_mm2\": 1",
        "accumulators.area_mm2 = 1: stands beside \"memory\"")]
    [InlineData(
        "\"capacity\": \"1 MiB\", \"banks\": 8, \"memory\": \"stt-mram\"",
        "accumulators.memory = \"stt-mram\": reads in ")]
    public void Accumulators_that_cannot_be_are_located(string keys, string expected)
    {
        string machine = Stationary("\"dataflow\": \"input_stationary\"", keys);
        InputException problem = Assert.Throws<InputException>(() => Read(machine));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "\"dataflow\": \"weight_stationary\", \"drain\": \"overlapped\"",
        "drain = \"overlapped\": goes with dataflow \"output_stationary\"")]
    [InlineData(
        "\"dataflow\": \"weight_stationary\", \"trim_edge_folds\": true",
        "trim_edge_folds = true: goes with variant \"serial\" only")]
    [InlineData(
        "\"dataflow\": \"weight_stationary\", \"variant\": \"fast\"",
        "variant = \"fast\": is unknown; allowed: serial, reload, follow")]
    [InlineData("\"variant\": \"serial\"", "variant = \"serial\": goes with a stationary operand")]
    [InlineData("\"arrays\": 2", "columns = 8: must be a multiple of the 16 words of a line where there are several arrays")]
    public void Arrays_that_cannot_be_are_located(string keys, string expected)
    {
        string machine = Stationary(keys, keys.Contains("weight", StringComparison.Ordinal) ? Buffer : "");
        InputException problem = Assert.Throws<InputException>(() => Read(machine));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stationary_operand_goes_with_tiles()
    {
        string machine = Stationary("\"dataflow\": \"weight_stationary\"", Buffer);
        MachineSpec spec = Read(machine);
        Assert.Equal((DataflowKind.WeightStationary, "shadow", 1), (spec.Array.Dataflow, spec.Array.TileLoad, spec.Array.Arrays));
        Assert.Equal(new AccumulatorSpec(1 << 20, 8, 1, 2, 3, 4), spec.Accumulators);
        Assert.Equal(32768, spec.Accumulators!.WordsOfColumn(spec.Array));
        InputException problem = Assert.Throws<InputException>(
            () => Read(machine.Replace("tiled", "atomic", StringComparison.Ordinal)));
        Assert.Contains(
            "systolic_array.dataflow = \"weight_stationary\": a stationary operand goes with residency \"tiled\"", problem.Message,
            StringComparison.Ordinal);
    }

    private const string Buffer =
        "\"capacity\": \"1 MiB\", \"banks\": 8, \"read_energy_pj\": 1, \"write_energy_pj\": 2, \"leakage_mw\": 3, \"area_mm2\": 4";

    private static string Stationary(string array, string accumulators) => Machine
        .Replace("\"drain\": \"physical\", \"trim_edge_folds\": true", array, StringComparison.Ordinal)
        .Replace(
            "\"vector_words\": 256",
            "\"vector_words\": 256, \"residency\": \"tiled\""
                + (accumulators.Length == 0 ? "" : $", \"accumulators\": {{ {accumulators} }}"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("fp32", "1", 1)]
    [InlineData("fp32", "{ \"fp32\": 2, \"fp16\": 0.5 }", 2)]
    [InlineData("fp16", "{ \"fp32\": 2, \"fp16\": 0.5 }", 0.5)]
    [InlineData("int8", "{ \"int8\": 0 }", 0)]
    public void The_energy_of_a_mac_is_that_of_the_number_format(string type, string energy, double expectedPj) =>
        Assert.Equal(expectedPj, Read(WithFormat(type, energy)).MacEnergyPj);

    [Theory]
    [InlineData("fp16", "1", "mac_energy_pj = 1: is the energy of fp32, but data_type is fp16")]
    [InlineData("bf16", "{ \"fp32\": 2, \"fp16\": 0.5 }", "mac_energy_pj = {...}: has no energy for data_type bf16")]
    [InlineData("fp32", "{ \"fp8\": 2, \"fp32\": 1 }", "mac_energy_pj: unknown key \"fp8\"")]
    [InlineData("fp32", "{ \"fp32\": 2, \"fp16\": -1 }", "mac_energy_pj.fp16 = -1: is out of range")]
    public void A_format_without_its_own_energy_is_an_error(string type, string energy, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => Read(WithFormat(type, energy))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"rows\": 16", "\"rows\": 17", "(3,53): organisation.rows = 17: must be a power of two from 1 to 1048576")]
    [InlineData("\"burst_bytes\": 64", "\"burst_bytes\": 48", "organisation.burst_bytes = 48: must be a power of two")]
    [InlineData("\"trefi\": 6240", "\"trefi\": 500", "(6,70): timing_cycles.trefi = 500: is out of range; allowed: ")]
    [InlineData("\"tccd\": 4", "\"tccd\": 2", "(6,13): timing_cycles.tccd = 2: is out of range; allowed: 4 (burst) to 16 cycles")]
    [InlineData("\"twr\": 12", "\"twr\": 12, \"tal\": 0", "unknown key \"tal\"")]
    [InlineData("\"idd0_ma\": 55", "\"idd0_ma\": 30", "power.idd0_ma = 30: is out of range; allowed: 38 to 10000")]
    [InlineData("\"enabled\": false", "\"enabled\": \"no\"", "interface.enabled = \"no\": expected true or false")]
    public void Impossible_parts_are_errors(string good, string bad, string message)
    {
        string text = Part.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(Part, text);
        string found = Assert.Throws<InputException>(() => LoadPart(text)).Message;
        Assert.StartsWith(_part, found, StringComparison.Ordinal);
        Assert.Contains(message, found, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_part);

    private static string WithFormat(string type, string energy) => Machine
        .Replace("\"mac_energy_pj\": 1", $"\"mac_energy_pj\": {energy}, \"data_type\": \"{type}\"", StringComparison.Ordinal);

    private static MachineSpec Read(string text) => MachineLoader.Read(ConfigDocument.Parse(text, "m.json"));

    private DramSpec LoadPart(string text)
    {
        File.WriteAllText(_part, text);
        return DramLoader.Load(_part);
    }
}
