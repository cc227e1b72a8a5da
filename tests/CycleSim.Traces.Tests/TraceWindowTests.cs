using CsCheck;
using CycleSim.Properties;
using CycleSim.Traces.Export;
using CycleSim.Traces.Format;

namespace CycleSim.Traces.Tests;

/// <summary>What a window of picoseconds holds, to the picosecond, at clocks of 1000 ps and (DRAM) 1250 ps.</summary>
public sealed class TraceWindowTests : IDisposable
{
    private const long Period = 1000;
    private const long DramPeriod = 1250;
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(0, 1000, 0, 0)]
    [InlineData(1, 1000, 1, 0)]
    [InlineData(999, 1000, 1, 0)]
    [InlineData(1000, 1000, 1, 1)]
    [InlineData(1001, 1000, 2, 1)]
    [InlineData(2500, 1250, 2, 2)]
    [InlineData(2501, 1250, 3, 2)]
    [InlineData(7, 1, 7, 7)]
    [InlineData(long.MaxValue, 1000, 9_223_372_036_854_776, 9_223_372_036_854_775)]
    public void A_window_begins_with_the_first_cycle_that_begins_or_reaches_into_it(long fromPs, long periodPs, long first, long within)
    {
        var window = new TraceWindow(fromPs, long.MaxValue, TraceWindow.All.Components);
        Assert.Equal((first, within), (window.FirstCycle(periodPs), window.FirstCycleWithin(periodPs)));
    }

    [Theory]
    [InlineData(1, 1000, 1)]
    [InlineData(999, 1000, 1)]
    [InlineData(1000, 1000, 1)]
    [InlineData(1001, 1000, 2)]
    [InlineData(2500, 1250, 2)]
    [InlineData(2501, 1250, 3)]
    [InlineData(long.MaxValue, 1, long.MaxValue)]
    public void A_window_ends_before_the_first_cycle_that_begins_at_or_after_its_end(long toPs, long periodPs, long end) =>
        Assert.Equal(end, new TraceWindow(0, toPs, TraceWindow.All.Components).EndCycle(periodPs));

    [Fact]
    [Trait("kind", "property")]
    public void Cycles_of_a_window_are_those_whose_picoseconds_are_in_it() =>
        Gen.Select(Gen.Long[0, 30], Gen.Long[0, 30], Gen.Long[1, 7], Gen.Long[0, 12]).ForAll((from, length, period, cycle) =>
        {
            var window = new TraceWindow(from, from + length, TraceWindow.All.Components);
            Assert.Equal(
                cycle * period >= from && cycle * period < from + length,
                cycle >= window.FirstCycle(period) && cycle < window.EndCycle(period));
            Assert.Equal((cycle + 1) * period > from, cycle >= window.FirstCycleWithin(period));
        });

    /// <summary>An access at cycle 10 begins at 10,000 ps; a DRAM command at DRAM cycle 10 at 12,500 ps; a fold like an access.</summary>
    [Theory]
    [InlineData(TraceComponent.Activation, 10_000)]
    [InlineData(TraceComponent.Folds, 10_000)]
    [InlineData(TraceComponent.Dram, 12_500)]
    public void A_record_that_begins_with_the_window_is_in_it_and_one_that_begins_at_its_end_is_not(TraceComponent component, long startPs)
    {
        Write();
        Assert.Single(Rows(component, startPs, startPs + 1));
        Assert.Single(Rows(component, startPs - 1, startPs + 1));
        Assert.Empty(Rows(component, startPs - 5, startPs));
        Assert.Empty(Rows(component, startPs + 1, startPs + 20_000));
    }

    /// <summary>A phase and a transfer of the cycles 20 to 24 last from 20,000 ps to 25,000 ps.</summary>
    [Theory]
    [InlineData(TraceComponent.Phases)]
    [InlineData(TraceComponent.Transfers)]
    public void An_interval_that_reaches_into_the_window_by_a_picosecond_is_in_it(TraceComponent component)
    {
        Write();
        Assert.Single(Rows(component, 24_999, 30_000));
        Assert.Empty(Rows(component, 25_000, 30_000));
        Assert.Single(Rows(component, 0, 20_001));
        Assert.Empty(Rows(component, 0, 20_000));
        Assert.Single(Rows(component, 22_300, 22_301));
    }

    /// <summary>Reads at the DRAM cycles 40, 44, 48, 52 begin at 50,000, 55,000, 60,000, 65,000 ps.</summary>
    [Theory]
    [InlineData(50_000, 65_001, 4, 0)]
    [InlineData(50_000, 65_000, 3, 0)]
    [InlineData(50_001, 65_000, 2, 1)]
    [InlineData(55_000, 60_000, 1, 1)]
    [InlineData(55_001, 60_000, 0, 0)]
    public void A_run_of_commands_is_cut_at_the_ends_of_the_window(long fromPs, long toPs, int count, int firstColumn)
    {
        Write();
        TraceRow[] rows = Rows(TraceComponent.Dram, fromPs, toPs);
        Assert.Equal(Enumerable.Range(firstColumn, count), rows.Select(row => row.Column));
        Assert.All(rows, row => Assert.Equal(50_000 + 5000 * row.Column, row.TimePs));
    }

    [Fact]
    public void A_packet_trace_and_a_timeline_hold_what_the_rows_hold()
    {
        Write();
        using TraceFile file = TraceFile.Open(_path);
        var commands = new TraceWindow(55_000, 65_000, new HashSet<TraceComponent> { TraceComponent.Dram });
        Assert.Equal(3, PerfettoSlices(file, commands with { FromPs = 12_500 })); // an activate, a run of reads, the open row
        Assert.Equal(1, PerfettoSlices(file, commands));
        var transfers = new TraceWindow(24_999, 30_000, new HashSet<TraceComponent> { TraceComponent.Transfers });
        Assert.Equal(1, PerfettoSlices(file, transfers));
        Assert.Equal(0, PerfettoSlices(file, transfers with { FromPs = 25_000 }));
        var phases = new TraceWindow(24_999, 30_000, new HashSet<TraceComponent> { TraceComponent.Phases });
        Assert.Equal(2, PerfettoSlices(file, phases)); // the operation and its phase
        Assert.Equal(0, PerfettoSlices(file, phases with { FromPs = 25_000 }));
    }

    private static long PerfettoSlices(TraceFile file, TraceWindow window) => PerfettoExport.Write(Stream.Null, file, window);

    private TraceRow[] Rows(TraceComponent component, long fromPs, long toPs)
    {
        using TraceFile file = TraceFile.Open(_path);
        return [.. new TraceRows(file).Within(new TraceWindow(fromPs, toPs, new HashSet<TraceComponent> { component }))];
    }

    private void Write()
    {
        using FileStream stream = File.Create(_path);
        using var writer = new TraceWriter(stream, new Header
        {
            Network = "n",
            ClockPeriodPs = (ulong)Period,
            DramClockPeriodPs = (ulong)DramPeriod,
            Operations = { new Operation { Name = "operation 0" } },
        });
        writer.Add(new TraceAccess(0, 10, 0, 1, 0, 64, false, 0));
        writer.Add(new TracePhase(TracePhaseKind.Array, 0, 20, 5, 1, 0, 0, 3, 5, 0));
        writer.Add(new TraceTransfer(20, 5, 1, false, 0) { Runs = [new TraceLines(0, 1)] });
        writer.Add(new TraceFold(10, 0, 0, 0, 1, 1));
        writer.Add(new TraceDram(TraceDramKind.Activate, 10, 0, 0, 0, 0, 1, 0));
        writer.Add(new TraceDram(TraceDramKind.Read, 40, 0, 0, 0, 0, 4, 4));
        writer.Complete();
    }
}
