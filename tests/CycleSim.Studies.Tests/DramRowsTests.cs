using CycleSim.Studies.Timeline;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Studies.Tests;

/// <summary>What a timeline shows of DRAM with several channels and with ranks that are powered down.</summary>
public sealed class DramRowsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public void Shares_are_of_the_buses_of_both_channels(int bins)
    {
        File.WriteAllBytes(_path, TwoChannelTrace.Bytes);
        using TraceFile file = TraceFile.Open(_path);
        TimelineModel timeline = TimelineBuilder.Read(file, 0, null, bins);
        double bursts = Row(timeline, "DRAM data bus").Quantities[0].Values.Sum() * timeline.BinPs;
        // A burst takes four cycles of 1250 ps of one of two buses.
        Assert.Equal((double)file.End.DramBursts * 5000 / 2, bursts, 1);
        double reads = Row(timeline, "DRAM command bus").Quantities.Single(quantity => quantity.Name == "RD").Values.Sum();
        long expected = file.Dram(0, long.MaxValue).Where(run => run.Kind == TraceDramKind.Read).Sum(run => (long)run.Count);
        Assert.Equal(expected * 1250.0 / 2, reads * timeline.BinPs, 1);
        HeatRow banks = timeline.Rows.OfType<HeatRow>().Single(row => row.Name == "DRAM banks");
        Assert.Equal(2 * 2 * 8, banks.Lanes.Count);
        Assert.Equal(("channel 0 rank 0 bank 0", "channel 1 rank 1 bank 7"), (banks.Lanes[0], banks.Lanes[^1]));
        Assert.All(banks.Values, lane => Assert.All(lane, share => Assert.InRange(share, 0, 1 + 1e-9)));
        Assert.DoesNotContain(timeline.Rows, row => row.Name == "DRAM ranks powered down");
        // Both channels take part: the mapping cuts each row's neighbour into the other channel.
        Assert.All(new[] { 0, 1 }, channel => Assert.True(banks.Values.Skip(16 * channel).Take(16).Sum(lane => lane.Sum()) > 0));
    }

    /// <summary>Two channels of two ranks over 1000 cycles of 1 ns: 4000 cycles of ranks.</summary>
    [Fact]
    public void Power_down_and_self_refresh_are_shares_of_all_ranks()
    {
        Write(
            new TraceDram(TraceDramKind.PowerDownExit, 100, 1, 0, 0, 0, 1, 0, Channel: 1), // since before the recording: 100
            new TraceDram(TraceDramKind.PowerDownEntry, 200, 0, 0, 0, 0, 1, 0), // up to SRE: 100
            new TraceDram(TraceDramKind.SelfRefreshEntry, 300, 0, 0, 0, 0, 1, 0), // up to SRX: 250
            new TraceDram(TraceDramKind.SelfRefreshExit, 550, 0, 0, 0, 0, 1, 0),
            new TraceDram(TraceDramKind.PowerDownEntry, 900, 1, 0, 0, 0, 1, 0)); // up to the end: 100
        using TraceFile file = TraceFile.Open(_path);
        TimelineModel timeline = TimelineBuilder.Read(file, null, null, 1);
        QuantityRow power = Row(timeline, "DRAM ranks powered down");
        Assert.Equal(["power-down", "self-refresh"], power.Quantities.Select(quantity => quantity.Name));
        Assert.Equal(300.0 / 4000, power.Quantities[0].Values[0], 1e-9);
        Assert.Equal(250.0 / 4000, power.Quantities[1].Values[0], 1e-9);
        // None of these opens a row.
        Assert.All(timeline.Rows.OfType<HeatRow>().Single().Values, lane => Assert.Equal(0, lane[0]));
    }

    [Fact]
    public void A_refresh_of_a_bank_opens_no_row_and_precharging_all_closes_those_of_the_rank()
    {
        Write(
            new TraceDram(TraceDramKind.RefreshBank, 10, 0, 3, 0, 0, 1, 0),
            new TraceDram(TraceDramKind.Activate, 100, 0, 1, 7, 0, 1, 0),
            new TraceDram(TraceDramKind.Activate, 100, 1, 1, 7, 0, 1, 0),
            new TraceDram(TraceDramKind.Activate, 100, 0, 1, 7, 0, 1, 0, Channel: 1),
            new TraceDram(TraceDramKind.PrechargeAll, 400, 0, 0, 0, 0, 1, 0));
        using TraceFile file = TraceFile.Open(_path);
        HeatRow banks = TimelineBuilder.Read(file, null, null, 1).Rows.OfType<HeatRow>().Single();
        var open = banks.Lanes.Zip(banks.Values).Where(lane => lane.Second[0] > 0).ToDictionary(lane => lane.First, lane => lane.Second[0]);
        Assert.Equal(
            ["channel 0 rank 0 bank 1", "channel 0 rank 1 bank 1", "channel 1 rank 0 bank 1"], open.Keys);
        Assert.Equal([0.3, 0.9, 0.9], open.Values.Select(share => Math.Round(share, 9)));
    }

    private static QuantityRow Row(TimelineModel timeline, string name) =>
        timeline.Rows.OfType<QuantityRow>().Single(row => row.Name == name);

    private void Write(params TraceDram[] commands)
    {
        using FileStream stream = File.Create(_path);
        using var writer = new TraceWriter(stream, new Header
        {
            ClockPeriodPs = 1000,
            DramClockPeriodPs = 1000,
            DramChannels = 2,
            DramRanks = 2,
            DramBanks = 4,
            Selection = new Selection { ToCycle = 1000, Components = { (uint)TraceComponent.Dram, (uint)TraceComponent.Phases } },
        });
        foreach (TraceDram command in commands)
            writer.Add(command);
        writer.Add(new TracePhase(TracePhaseKind.Vector, 0, 0, 1000, 0, 0, 0, 0, 0, 0));
        writer.Complete();
    }
}
