using CycleSim.Traces.Analysis;

namespace CycleSim.Traces.Tests;

/// <summary>The shipped traces are whole, small, and what the tables say of them adds up.</summary>
public class SampleTraceTests
{
    public static TheoryData<string> All => SampleTraces.All;

    [Theory]
    [MemberData(nameof(All))]
    public void A_shipped_trace_is_whole_and_small(string path)
    {
        Assert.True(new FileInfo(path).Length < 1 << 20);
        using FileStream stream = File.OpenRead(path);
        Format.End end = TraceSalvage.Run(stream, path, null, out string? problem);
        Assert.Null(problem);
        Assert.False(end.Salvaged);
        Assert.True(end.Phases > 0);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Summaries_add_up_to_what_the_closing_chunk_says(string path)
    {
        using TraceFile file = TraceFile.Open(path);
        Dictionary<TraceComponent, ComponentSummary> summaries = TraceSummary.Of(file, 17).ToDictionary(summary => summary.Component);
        Assert.All(summaries.Values, summary => Assert.Equal(summary.Events, summary.Histogram.Sum()));
        long Events(params TraceComponent[] components) => components.Sum(component => summaries.GetValueOrDefault(component)?.Events ?? 0);
        Assert.Equal((long)file.End.ScratchpadAccesses, Events(TraceComponent.Activation, TraceComponent.Weight, TraceComponent.Error));
        Assert.Equal((long)file.End.Phases, Events(TraceComponent.Phases));
        Assert.Equal((long)file.End.Folds, Events(TraceComponent.Folds));
        Assert.Equal((long)file.End.Transfers, Events(TraceComponent.Transfers));
        Assert.Equal((long)file.End.Waits, Events(TraceComponent.Waits));
        ComponentSummary dram = summaries[TraceComponent.Dram];
        Assert.Equal((long)file.End.DramBursts, dram.Reads + dram.Writes);
        Assert.Equal((long)file.End.DramCommands, dram.Records);
    }

    [Fact]
    public void Transfers_move_what_the_dram_commands_move()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.LeNet5);
        Dictionary<TraceComponent, ComponentSummary> summaries = TraceSummary.Of(file, 1).ToDictionary(summary => summary.Component);
        Assert.Equal(summaries[TraceComponent.Dram].Bytes, summaries[TraceComponent.Transfers].Bytes);
    }

    [Fact]
    public void Rows_come_by_time_within_each_component_and_know_their_layer()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.LeNet5);
        var window = new TraceWindow(60_000_000, 90_000_000, TraceWindow.All.Components);
        TraceRow[] rows = [.. new TraceRows(file).Within(window)];
        Assert.NotEmpty(rows);
        OperationTimes times = OperationTimes.Of(file);
        foreach (TraceRow row in rows)
        {
            Assert.True(row.TimePs < window.ToPs && row.TimePs + row.DurationPs >= window.FromPs);
            Assert.Equal(times.At(row.TimePs / 1000), row.Operation);
        }

        foreach (IGrouping<TraceComponent, TraceRow> component in rows.Where(row => row.Component >= TraceComponent.Dram)
            .GroupBy(row => row.Component))
            Assert.Equal(component.OrderBy(row => row.TimePs), component);
        // An access's address is the DRAM place of its tensor's line: those of images lie in the transfer that loaded them.
        TraceRow load = new TraceRows(file)
            .Within(TraceWindow.All with { Components = new HashSet<TraceComponent> { TraceComponent.Transfers } })
            .First(row => row.Kind == "load");
        IEnumerable<TraceRow> accesses = new TraceRows(file)
            .Within(TraceWindow.All with { Components = new HashSet<TraceComponent> { TraceComponent.Activation } });
        Assert.All(accesses.Where(row => row.Tensor == load.Tensor),
            row => Assert.InRange(row.Address, load.Address, load.Address + load.Bytes - 1));
    }

    /// <summary>Where tiles overlap, an access is of the operation that computes, a command of the one whose transfer it is of.</summary>
    [Fact]
    public void Rows_of_overlapping_tiles_know_whose_they_are()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.Overlapped);
        TraceRow[] rows = [.. new TraceRows(file).Within(TraceWindow.All)];
        foreach (IGrouping<TraceComponent, TraceRow> component in rows.Where(row => row.Component >= TraceComponent.Dram)
            .GroupBy(row => row.Component))
            Assert.Equal(component.OrderBy(row => row.TimePs), component);
        TraceRow[] transfers = [.. rows.Where(row => row.Component == TraceComponent.Transfers)];
        Assert.Contains(transfers, transfer => transfer.InHalf == 1);
        foreach (IGrouping<int, TraceRow> bursts in rows.Where(row => row.Kind is "RD" or "WR").GroupBy(row => row.Operation))
            Assert.Equal(transfers.Where(row => row.Operation == bursts.Key).Sum(row => row.Bytes), bursts.Sum(row => row.Bytes));
        TraceRow[] computed = [.. rows.Where(row => row.Kind is "array" or "vector" && row.Component == TraceComponent.Phases)];
        foreach (TraceRow access in rows.Where(row => row.Component <= TraceComponent.Error).Where((_, i) => i % 50 == 0))
            Assert.Contains(computed, phase => phase.Operation == access.Operation && phase.TimePs <= access.TimePs
                && access.TimePs < phase.TimePs + phase.DurationPs);
        TraceRow[] waits = [.. rows.Where(row => row.Component == TraceComponent.Waits)];
        Assert.Equal((long)file.End.Waits, waits.Length);
        Assert.All(waits, wait => Assert.True(wait is { DurationPs: > 0, Tile: >= 0, OfOperation: >= 0, Cause.Length: > 0 }));
    }

    [Fact]
    public void Occupancy_is_what_has_come_and_not_gone()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.LeNet5);
        OperationTimes times = OperationTimes.Of(file);
        long third = (long)file.Header.CapacityBytes / 3;
        foreach (TraceComponent pad in TraceNames.ScratchpadComponents)
        {
            OccupancyStep[] steps = [.. Occupancy.Of(file, times, pad)];
            Assert.True(steps.Length > 2);
            Assert.All(steps, step => Assert.InRange(step.Bytes, 0, third));
            Assert.All(steps, step => Assert.Equal(step.Tensors.Distinct().Count(), step.Tensors.Count));
            // Every access finds its tensor there; one that is on its way out was there before the operation.
            foreach (TraceAccess access in file.Accesses(pad, 0, long.MaxValue))
            {
                int step = Array.FindLastIndex(steps, step => step.Cycle <= access.Cycle);
                Assert.Contains(access.Tensor, steps[step].Tensors.Concat(steps[Math.Max(0, step - 1)].Tensors));
            }
        }
    }

    [Fact]
    public void A_trace_equals_itself_and_parts_where_it_was_changed()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.LeNet5);
        using TraceFile same = TraceFile.Open(SampleTraces.LeNet5);
        using TraceFile other = TraceFile.Open(SampleTraces.VggFolds);
        Assert.Empty(TraceComparison.Events(file, same));
        Assert.Empty(TraceComparison.Headers(file.Header, same.Header));
        Assert.Contains(TraceComparison.Headers(file.Header, other.Header), field => field.Field == "network");
        string path = Path.GetTempFileName();
        try
        {
            Rewrite(file, path, dropped: 5);
            using TraceFile changed = TraceFile.Open(path);
            TraceDifference difference = Assert.Single(TraceComparison.Events(file, changed));
            Assert.Equal((TraceComponent.Folds, 5L, 36L, 35L),
                (difference.Component, difference.Index, difference.FirstCount, difference.SecondCount));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_difference_in_any_field_is_found()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.LeNet5);
        string path = Path.GetTempFileName();
        try
        {
            Rewrite(file, path, dropped: -1, access => access with { Step = access.Step + (access.Cycle == 2187 ? 1 : 0) });
            using TraceFile changed = TraceFile.Open(path);
            Assert.NotEmpty(TraceComparison.Events(file, changed));
            Assert.All(TraceComparison.Events(file, changed), difference => Assert.Equal(difference.FirstCount, difference.SecondCount));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Addresses_of_commands_are_those_of_the_transfers_whatever_blanks_the_mapping_has()
    {
        foreach (string mapping in new[] { "ro ra ba co", "rorabaco", " ro rabaco" })
        {
            var part = new Format.DramPart { Rows = 65536, Ranks = 2, Banks = 8, Columns = 128, BurstBytes = 64, AddressMapping = mapping };
            var command = new TraceDram(TraceDramKind.Read, 0, 1, 5, 0, 56, 1, 0);
            Assert.Equal(((1 * 8 + 5) * 128 + 56) * 64, new DramAddresses(part).Of(command));
        }
    }

    private static void Rewrite(TraceFile file, string path, int dropped, Func<TraceAccess, TraceAccess>? change = null)
    {
        using FileStream stream = File.Create(path);
        using var writer = new TraceWriter(stream, file.Header);
        foreach (TraceComponent pad in TraceNames.ScratchpadComponents)
            foreach (TraceAccess access in file.Accesses(pad, 0, long.MaxValue))
                writer.Add(change is null ? access : change(access));
        foreach (TraceDram command in file.Dram(0, long.MaxValue))
            writer.Add(command);
        foreach (TracePhase phase in file.Phases(0, long.MaxValue))
            writer.Add(phase);
        foreach ((TraceFold fold, int i) in file.Folds(0, long.MaxValue).Select((fold, i) => (fold, i)))
            if (i != dropped)
                writer.Add(fold);
        foreach (TraceTransfer transfer in file.Transfers(0, long.MaxValue))
            writer.Add(transfer);
        writer.Complete();
    }
}
