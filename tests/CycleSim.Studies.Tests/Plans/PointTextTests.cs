using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Arrays;
using CycleSim.Studies.Plans;
using CycleSim.Studies.Tests.Identity;

namespace CycleSim.Studies.Tests.Plans;

/// <summary>
/// Ids of points follow from a text that tells every two points apart, and that stays what it was in version 0.1. Whoever adds a member to
/// a machine adds it to <see cref="PointText"/>, too: by what leaves the text of machines without it as it is.
/// </summary>
public sealed class PointTextTests
{
    private static readonly MachineSpec Machine = MachineLoader.Load("paper");
    private static readonly MemoryMetrics Metrics = new(65536, 0.5, 1.25, 10.1, 30, 1e-7, 512, 1e20);

    public static TheoryData<string> MachineMembers => [.. ChangedRecords.Of(Machine).Select(change => change.Path)];

    public static TheoryData<string> MetricsMembers => [.. ChangedRecords.Of(Metrics).Select(change => change.Path)];

    [Theory]
    [MemberData(nameof(MachineMembers))]
    public void Every_member_of_a_machine_changes_the_text(string path) =>
        Assert.NotEqual(PointText.Of(Machine), PointText.Of(ChangedRecords.Of(Machine).Single(change => change.Path == path).Changed));

    [Theory]
    [MemberData(nameof(MetricsMembers))]
    public void Every_metric_changes_the_text(string path) =>
        Assert.NotEqual(PointText.Of(Metrics), PointText.Of(ChangedRecords.Of(Metrics).Single(change => change.Path == path).Changed));

    [Fact]
    public void Members_of_nested_records_are_among_them() => Assert.Superset(
        new HashSet<string> { "Name", "Array.Rows", "Scratchpad.InitiationIntervalCycles", "Dram.Timing.al", "Dram.Energy.ReadPj" },
        ChangedRecords.Of(Machine).Select(change => change.Path).ToHashSet());

    [Fact]
    public void The_text_of_a_machine_is_that_of_stored_points() => Assert.Equal(
        "MachineSpec { Name = paper, Array = ArrayGeometry { Rows = 256, Columns = 256, Drain = Physical, TrimEdgeFolds"
        + " = False, DrainsBottomFirst = True }, ClockPeriodPs = 1000, DataType = Fp32, Scratchpad = ScratchpadSpec { "
        + "Banks = 256, LineBytes = 64, Banking = Skewed, InitiationIntervalCycles =  }, ArrayFigures = Total, "
        + "VectorWords = 256, DramRefetch = Tile, Dram = DramSpec { Name = ddr3-1600-4gb-x8, ClockPeriodPs = 1250, Ranks "
        + "= 2, Banks = 8, Rows = 65536, Columns = 128, BurstBytes = 64, QueueDepth = 32, WriteBufferDepth = 32, "
        + "BankQueueDepth = 8, Mapping = ro ra ba co, PagePolicy = Open, RowHitCap = 4, Refresh = True, Timing = "
        + "DramTiming { Cl = 11, Cwl = 8, BurstCycles = 4, Trcd = 11, Trp = 11, Tras = 28, Trrd = 5, Tfaw = 24, Tccd = 4,"
        + " Twtr = 6, Trtp = 6, Twr = 12, Trtrs = 2, Trefi = 6240, Trfc = 208, Al = 0, ReadToData = 11, WriteToData = 8, "
        + "ActivateToColumn = 11, ColumnPitch = 4, ReadToPrecharge = 6, Trc = 39, ReadToWrite = 9, WriteToRead = 18, "
        + "WriteToPrecharge = 24 }, Energy = DramEnergy { ActivatePj = 9841.5, ReadPj = 6426, WritePj = 4698, RefreshPj ="
        + " 553176, ActiveCyclePj = 513, PrechargedCyclePj = 432, InterfacePj = 6030, TerminationPj = 14000 }, "
        + "CapacityBytes = 8589934592, LastCycle = 7378697629483820, PeakGbPerS = 12.8 }, MacEnergyPj = 2.346, WordBytes "
        + "= 4, WordsPerLine = 16 }",
        PointText.Of(Machine));

    /// <summary>Choices stand in the text by their names in the code.</summary>
    [Theory]
    [InlineData(typeof(DrainMode), "Physical, Overlapped, Scalesim")]
    [InlineData(typeof(MemoryMetricsScope), "Total, PerScratchpad")]
    [InlineData(typeof(DramRefetch), "Tile, Panel")]
    public void Choices_have_the_names_of_stored_points(Type choice, string names) =>
        Assert.Superset(names.Split(", ").ToHashSet(), Enum.GetNames(choice).ToHashSet());

    [Theory]
    [InlineData(Banking.Skewed, "Skewed")]
    [InlineData(Banking.Interleaved, "Interleaved")]
    public void Bank_mappings_have_the_names_of_stored_points(string banking, string name) => Assert.Contains(
        $", Banking = {name}, ", PointText.Of(Machine with { Scratchpad = Machine.Scratchpad with { Banking = banking } }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("open", "Open")]
    [InlineData("closed", "Closed")]
    public void Page_policies_have_the_names_of_stored_points(string policy, string name) => Assert.Contains(
        $", PagePolicy = {name}, ", PointText.Of(Machine with { Dram = Machine.Dram with { PagePolicy = policy } }),
        StringComparison.Ordinal);

    [Fact]
    public void The_text_of_metrics_is_that_of_stored_points() => Assert.Equal(
        "MemoryFigures { CapacityBytes = 65536, AreaMm2 = 0.5, ReadLatencyNs = 1.25, WriteLatencyNs = 10.1, "
        + "ReadEnergyPj = 30, WriteEnergyPj = 1E-07, AccessBits = 512, LeakageMw = 1E+20, ReadEnergyPjPerBit = "
        + "0.05859375, WriteEnergyPjPerBit = 1.953125E-10 }",
        PointText.Of(Metrics));
}
