using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Tests.Machine;

/// <summary>What a machine's file says beside the machine: capacity, and what is assumed.</summary>
public sealed class DescribedMachineTests
{
    private const string Start = """
        {
          "name": "m", "description": "d", "clock_period_ps": 1064, "capacity": "3 MiB",
          "systolic_array": { "rows": 8, "columns": 8 }, "scratchpad": { "banks": 8, "line_bytes": 64 }, "ordering": "overlapped",
          "operand_buffers": 3, "dram": "ddr3-1600-4gb-x8", "mac_energy_pj": 1,
          "assumed": [{ "name": "n", "value": "v", "other": "o", "why": "w", "change":
        """;

    [Fact]
    public void A_change_replaces_keys_at_any_depth_and_takes_them_out()
    {
        DescribedMachine described = Read("""
            { "scratchpad": { "banks": 16 }, "operand_buffers": null, "dram": { "ideal": { "bytes_per_cycle": 8, "latency_cycles": 1 } } }
            """);
        AssumedParameter assumed = Assert.Single(described.Assumed);
        Assert.Equal(("n", "v", "o", "w"), (assumed.Name, assumed.Value, assumed.Other, assumed.Reason));
        MachineSpec machine = described.Machine;
        Assert.Equal((8, 3, null), (machine.Scratchpad.Banks, machine.Overlap.OperandBuffers, machine.IdealDram));
        Assert.Equal((16, 64, 2), (
            assumed.Machine.Scratchpad.Banks, assumed.Machine.Scratchpad.LineBytes, assumed.Machine.Overlap.OperandBuffers));
        Assert.Equal(new IdealDram(8, 1, LatencyMode.Held), assumed.Machine.IdealDram);
        Assert.Equal((1064L, 1064L), (machine.ClockPeriodPs, assumed.Machine.ClockPeriodPs));
    }

    [Fact]
    public void The_capacity_is_that_of_the_file_or_of_the_change()
    {
        DescribedMachine described = Read("""{ "capacity": "6 MiB" }""");
        Assert.Equal((3L << 20, 6L << 20), (described.CapacityBytes, described.Assumed[0].CapacityBytes));
        Assert.Null(Read("""{ "capacity": null }""").Assumed[0].CapacityBytes);
        Assert.Null(DescribedMachine.Load("paper").CapacityBytes);
    }

    [Theory]
    [InlineData("""{ "banks": 4 }""", "m.json(6,3): unknown key \"banks\"")]
    [InlineData("""{ "scratchpad": { "banks": 0 } }""", "m.json(6,28): assumed[0].change.scratchpad.banks = 0: is out of range")]
    [InlineData("""{ "name": null }""", "key \"name\" is missing")]
    [InlineData("""{ "clock_ghz": 1 }""", "clock_ghz")]
    [InlineData("3", "m.json(6,1): assumed[0].change = 3: expected an object")]
    public void A_change_that_makes_no_machine_is_refused(string change, string message)
    {
        InputException problem = Assert.Throws<InputException>(() => Read(change));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_without_a_whole_period_says_what_to_do()
    {
        string text = ModelStore.ReadText(ModelKind.Machines, "paper").Text
            .Replace("\"clock_ghz\": 1.0", "\"clock_ghz\": 0.94", StringComparison.Ordinal);
        InputException problem = Assert.Throws<InputException>(() => MachineLoader.Read(ConfigDocument.Parse(text, "m.json")));
        Assert.Contains("clock_period_ps takes the nearest one", problem.Message, StringComparison.Ordinal);
    }

    private static DescribedMachine Read(string change) =>
        DescribedMachine.Read(ConfigDocument.Parse($"{Start}\n{change} }}] }}", "m.json"));
}
