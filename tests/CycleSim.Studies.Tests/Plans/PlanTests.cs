using CycleSim.Accelerator.Machine;
using CycleSim.Platform;
using CycleSim.Studies.Plans;
using CycleSim.Workloads.Formats;

namespace CycleSim.Studies.Tests.Plans;

public sealed class PlanTests
{
    private const string Good = """
        {
          "name": "grid",
          "networks": ["lenet5-28x28-mnist"],
          "batches": [1, 2],
          "memories": ["sram", "stt-mram"],
          "overrides": [{}, { "banking": "interleaved", "dram_refetch": "panel" }],
          "write_points": [{ "write_error_rate": 1e-6 }, { "write_error_rate": 8e-4, "pulse_ns": 5 }],
          "capacity_range": { "from": "64 KiB", "to": "256 KiB" }
        }
        """;

    [Fact]
    public void A_plan_is_the_product_of_its_axes_and_write_points_are_for_memories_that_have_them()
    {
        IReadOnlyList<StudyPoint> points = TestStudies.Plan(Good).Points();
        // 2 batches x 2 machines x (SRAM + 2 write points) x 3 capacities.
        Assert.Equal(2 * 2 * 3 * 3, points.Count);
        Assert.Equal(points.Count, points.Select(point => point.Id).Distinct().Count());
        Assert.Equal(points.Count, points.Select(point => point.FileName).Distinct().Count());
        Assert.Equal(["sram", "stt-mram@1e-6/10ns", "stt-mram@8e-4/5ns"], points.Select(point => point.Memory.Label).Distinct());
        Assert.Contains(points, point => point.Machine.Spec is { Scratchpad.Banking: Banking.Interleaved, DramRefetch: DramRefetch.Panel });
    }

    [Fact]
    public void Areas_are_filled_by_the_largest_capacity_that_fits()
    {
        StudyPoint[] points = [.. TestStudies.Plan("""
            { "name": "areas", "networks": ["lenet5-28x28-mnist"], "batches": [1], "memories": ["sram", "stt-mram"], "areas_mm2": [0.5, 3] }
            """).Points()];
        Assert.All(points, point =>
        {
            Assert.InRange(point.Metrics.AreaMm2, 0.9 * point.AreaMm2!.Value, point.AreaMm2.Value);
            Assert.True(point.Memory.Technology.At(point.CapacityBytes + 4096).AreaMm2 > point.AreaMm2);
        });
        Assert.True(points[2].CapacityBytes > points[0].CapacityBytes);
    }

    [Theory]
    [InlineData("\"batches\": [1, 2]", "\"batches\": [1, 2, 1]", "batch 1, sram, 64 KiB, paper\" stands in it twice")]
    [InlineData("\"memories\": [\"sram\", \"stt-mram\"]", "\"memories\": [\"sram\", \"SRAM\"]", "stands in it twice")]
    [InlineData("[{}, {", "[{}, { \"banking\": \"skewed\" }, {", "paper banking=skewed\" are the same step")]
    public void A_step_that_stands_in_a_plan_twice_is_an_error(string good, string bad, string message)
    {
        string text = Good.Replace(good, bad, StringComparison.Ordinal)
            .Replace("  \"write_points\": [{ \"write_error_rate\": 1e-6 }, { \"write_error_rate\": 8e-4, \"pulse_ns\": 5 }],\n",
            "", StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<InputException>(() => TestStudies.Plan(text).Points()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Areas_that_share_a_capacity_are_rows_of_their_own()
    {
        StudyPoint[] points = [.. TestStudies.Plan("""
            { "name": "areas", "networks": ["lenet5-28x28-mnist"], "batches": [1], "memories": ["sram"], "areas_mm2": [0.5, 0.50000001] }
            """).Points()];
        Assert.Equal((2, 1), (points.Length, points.Select(point => point.CapacityBytes).Distinct().Count()));
    }

    [Theory]
    [InlineData("\"batches\": [1, 2]", "\"batches\": [1.5]", "plan.json(4,15): batches[0] = 1.5: expected a whole number")]
    [InlineData("\"batches\": [1, 2]", "\"batches\": []", "plan.json(4,14): batches = []: is empty")]
    [InlineData("\"lenet5-28x28-mnist\"", "\"lenet6\"", "plan.json(3,15): networks = [...]: \"lenet6\" is not a model")]
    [InlineData("\"memories\"", "\"memorise\"", "plan.json(5,3): unknown key \"memorise\"; did you mean \"memories\"?")]
    [InlineData(
        "\"interleaved\"", "\"woven\"", "plan.json(6,34): overrides[1].banking = \"woven\": is unknown; allowed: skewed, interleaved")]
    [InlineData("\"banking\"", "\"bank\"", "overrides[1]: unknown key \"bank\"")]
    [InlineData("\"write_error_rate\": 1e-6", "\"write_error_rate\": 2",
        "plan.json(7,42): write_points[0].write_error_rate = 2: is out of range")]
    [InlineData("\"from\": \"64 KiB\"", "\"from\": \"64 XB\"", "capacity_range.from = \"64 XB\": \"64 XB\" is not a size")]
    [InlineData("\"name\": \"grid\"", "\"name\": \"grid\", \"areas_mm2\": [1]",
        "give one of capacities, capacity_range, areas_mm2, area_range_mm2, not capacity_range and areas_mm2")]
    [InlineData("\"capacity_range\"", "\"capacity_rage\"",
        "plan.json(8,3): unknown key \"capacity_rage\"; did you mean \"capacity_range\"?")]
    public void A_mistake_names_file_line_key_value_and_what_is_allowed(string good, string bad, string message)
    {
        string text = Good.Replace(good, bad, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<InputException>(() => TestStudies.Plan(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grid_that_is_too_large_is_refused()
    {
        string text = Good.Replace("\"to\": \"256 KiB\"", "\"to\": \"512 MiB\", \"per_octave\": 700", StringComparison.Ordinal);
        // 2 batches x 2 machines x 3 memories x (13 octaves of 700, and the last).
        Assert.Contains("is a grid of 109212 points; allowed: at most 100000",
            Assert.Throws<InputException>(() => TestStudies.Plan(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_id_is_that_of_the_content()
    {
        StudyPoint point = TestStudies.Point();
        Assert.Equal(point.Id, TestStudies.Point().Id);
        Assert.Equal(point.Id, TestStudies.Point(machine: MachineVariant.Load("paper").WithBanking(Banking.Skewed)).Id);
        StudyPoint[] others =
        [
            TestStudies.Point(batch: 3), TestStudies.Point(memory: "sram"), TestStudies.Point(capacity: (256 << 10) + 64),
            TestStudies.Point(machine: MachineVariant.Load("paper").WithBanking(Banking.Interleaved)),
            TestStudies.Point(machine: MachineVariant.Load("paper").With(NumberFormats.Fp16, 1)),
        ];
        Assert.Equal(others.Length + 1, others.Append(point).Select(other => other.Id).Distinct().Count());
    }

    /// <summary>Points of version 0.1: an id follows from names of members, so that renaming one would lose stored points.</summary>
    [Theory]
    [InlineData("sram", 48 << 20, "686e4beee79b232d")]
    [InlineData("stt-mram", 64 << 10, "0e2ee842766d14e4")]
    [InlineData("stt-mram-p55", 48 << 20, "e3a1600acbdba6b7")]
    public void Stored_points_are_still_found(string memory, long capacity, string id)
    {
        StudyNetwork network = StudyNetwork.Load("lenet5-28x28-mnist");
        Assert.Equal(id, new StudyPoint(network, 4, MachineVariant.Load("paper"), MemoryVariant.Load(memory), capacity).Id);
    }
}
