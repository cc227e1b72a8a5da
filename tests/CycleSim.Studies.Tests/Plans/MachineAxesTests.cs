using System.Collections.Immutable;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Json;
using CycleSim.Platform;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Tests.Plans;

public class MachineAxesTests
{
    [Fact]
    public void All_combinations_are_machines_read_as_if_they_stood_in_the_file()
    {
        MachineVariant[] machines = [.. Of("""
            { "residency": ["atomic", "tiled"], "systolic_array.rows": [64, 128],
              "changes": [
                { "ordering": "sequential" },
                { "ordering": "overlapped", "dram": { "ideal": { "bytes_per_cycle": 8, "latency_cycles": 0 } } }] }
            """)];
        Assert.Equal(8, machines.Length);
        Assert.Equal("paper residency=atomic systolic_array.rows=64 ordering=sequential", machines[0].Label);
        MachineVariant last = machines[^1];
        Assert.Equal(
            "paper residency=tiled systolic_array.rows=128 ordering=overlapped dram.ideal.bytes_per_cycle=8 dram.ideal.latency_cycles=0",
            last.Label);
        Assert.Equal(("tiled", 128, "overlapped", 2), (
            last.Spec.Residency, last.Spec.Array.Rows, last.Spec.Ordering, last.Spec.Overlap.OperandBuffers));
        Assert.Equal(new IdealDram(8, 0, LatencyMode.Held), last.Spec.IdealDram);
        Assert.Equal(256, last.Spec.Array.Columns);
    }

    [Fact]
    public void Without_axes_a_machine_is_itself() => Assert.Equal("paper", Assert.Single(Of("{}")).Label);

    [Theory]
    [InlineData("""{ "residency": "tiled" }""", "p.json(1,16): residency = \"tiled\": must be a list of at least one value")]
    [InlineData("""{ "residency": [] }""", "residency = []: must be a list of at least one value")]
    [InlineData(
        """{ "residency": ["fast"] }""",
        "machine with residency=fast: p.json(1,17): residency[0] = \"fast\": is unknown; allowed: atomic")]
    [InlineData(
        """{ "ordering": ["sequential"], "changes": [{ "ordering": "overlapped" }] }""", "two axes change ordering")]
    [InlineData("""{ "a.b.c.d.e.f.g.h.i": [1] }""", "is under a path of more than 8 keys")]
    [InlineData("""{ "rows": [1] }""", "machine with rows=1: ")]
    [InlineData("""{ "changes": [1] }""", "changes[0] = 1: must be an object of keys to change")]
    [InlineData(
        """{ "residency": ["atomic"], "systolic_array.dataflow": ["weight_stationary"] }""",
        "[0] = \"weight_stationary\": a stationary operand goes with residency \"tiled\"")]
    public void What_is_no_machine_is_located(string axes, string expected) =>
        Assert.Contains(expected, Assert.Throws<InputException>(() => Of(axes)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_plan_runs_every_machine()
    {
        StudyPlan plan = PlanLoader.Read(ConfigDocument.Parse(
            """
            { "name": "p", "networks": ["lenet5-28x28-mnist"], "batches": [2], "memories": ["sram"], "capacities": ["1 MiB"],
              "machines": ["paper", "sensible"], "axes": { "scratchpad.banking": ["skewed", "interleaved"] } }
            """,
            "p.json"));
        Assert.Equal(
            ["paper scratchpad.banking=skewed", "paper scratchpad.banking=interleaved", "sensible scratchpad.banking=skewed",
                "sensible scratchpad.banking=interleaved"],
            plan.Points().Select(point => point.Machine.Label));
    }

    /// <summary>Each axis alone is short: their number is what takes memory and stack.</summary>
    [Fact]
    public void Thousands_of_axes_are_refused()
    {
        string axes = string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $"\"a{i}\": [1]"));
        Assert.Equal("p.json(1,1): has 10000 axes; allowed: 64", Assert.Throws<InputException>(() => Of($"{{ {axes} }}")).Message);
    }

    private static ImmutableArray<MachineVariant> Of(string axes) => MachineAxes.Of(ConfigDocument.Parse(axes, "p.json")).Of("paper");
}
