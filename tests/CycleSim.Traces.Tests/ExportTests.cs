using System.Globalization;
using System.Text.Json;
using CycleSim.Traces.Export;
using CycleSim.Traces.Perfetto;
using Parquet;
using Parquet.Schema;

namespace CycleSim.Traces.Tests;

/// <summary>Tables hold every record; Perfetto files hold slices that add up to the trace's totals.</summary>
public class ExportTests
{
    private static readonly TraceWindow Window = new(0, 70_000_000, TraceWindow.All.Components);

    [Fact]
    public void Csv_json_and_parquet_hold_the_same_rows()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.LeNet5);
        TraceRow[] rows = [.. new TraceRows(file).Within(Window)];
        using var csv = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(rows.Length, CsvExport.Write(csv, file.Header, rows));
        string[] lines = csv.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] names = lines[0].Split(',');
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(rows.Length, JsonExport.Write(text, file.Header, rows));
        using var json = JsonDocument.Parse(text.ToString());
        Assert.Equal(rows.Length, json.RootElement.GetArrayLength());
        foreach ((string line, JsonElement element) in lines.Skip(1).Zip(json.RootElement.EnumerateArray()))
        {
            string[] cells = line.Split(',');
            Assert.Equal(names.Length, cells.Length);
            for (int i = 0; i < names.Length; i++)
                Assert.Equal(cells[i], element.TryGetProperty(names[i], out JsonElement value) ? value.ToString() : "");
        }
    }

    [Fact]
    public async Task Parquet_is_read_back_by_its_library()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.LeNet5);
        TraceRow[] rows = [.. new TraceRows(file).Within(Window)];
        using var stream = new MemoryStream();
        Assert.Equal(rows.Length, ParquetExport.Write(stream, file.Header, rows));
        stream.Position = 0;
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        DataField[] fields = reader.Schema.GetDataFields();
        Assert.Equal(23, fields.Length);
        DataField address = fields.Single(field => field.Name == "address");
        long[] found = new long[rows.Length];
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        Assert.Equal(rows.Length, group.RowCount);
        await group.ReadAsync<long>(address, found);
        Assert.Equal(rows.Select(row => row.Address), found);
    }

    public static TheoryData<string> Small => [SampleTraces.LeNet5, SampleTraces.Dram, SampleTraces.Overlapped];

    [Theory]
    [MemberData(nameof(Small))]
    public void Perfetto_slices_of_each_track_nest_never_and_add_up_to_the_totals(string path)
    {
        using TraceFile file = TraceFile.Open(path);
        using var stream = new MemoryStream();
        long slices = PerfettoExport.Write(stream, file, TraceWindow.All);
        Dictionary<string, List<Slice>> tracks = Tracks(Trace.Parser.ParseFrom(stream.ToArray()));
        Assert.Equal(slices, tracks.Values.Sum(track => track.Count));
        foreach (List<Slice> track in tracks.Values)
            foreach ((Slice before, Slice after) in track.Zip(track.Skip(1)))
                Assert.True(after.StartPs >= before.StartPs + before.DurationPs);
        TracePhase[] phases = [.. file.Phases(0, long.MaxValue)];
        long Cycles(TracePhaseKind kind) => phases.Where(phase => phase.Kind == kind).Sum(phase => phase.Cycles);
        Assert.Equal(1000 * Cycles(TracePhaseKind.Array), Sum(tracks, "array"));
        Assert.Equal(1000 * Cycles(TracePhaseKind.Vector), Sum(tracks, "vector path"));
        Assert.Equal(1000 * file.Transfers(0, long.MaxValue).Sum(transfer => transfer.Cycles), Sum(tracks, "DRAM transfers"));
        Assert.Equal((long)file.End.Folds, tracks.TryGetValue("folds", out List<Slice>? folds) ? folds.Count : 0);
        Assert.Equal((long)file.End.ScratchpadAccesses,
            tracks.Where(track => track.Key.Contains("bank", StringComparison.Ordinal)
                && !track.Key.StartsWith("DRAM", StringComparison.Ordinal)).Sum(track => track.Value.Count));
        Assert.Equal((long)file.End.DramCommands, tracks["DRAM commands"].Count);
        Assert.All(tracks.Values.SelectMany(track => track), slice => Assert.NotEqual("", slice.Name));
    }

    /// <summary>With the waits the tracks of array and DMA channel are full, and each wait says what it was for.</summary>
    [Fact]
    public void Perfetto_waits_fill_what_phases_and_transfers_leave()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.Overlapped);
        using var stream = new MemoryStream();
        PerfettoExport.Write(stream, file, TraceWindow.All);
        Dictionary<string, List<Slice>> tracks = Tracks(Trace.Parser.ParseFrom(stream.ToArray()));
        AssertFull("array", "vector path", "array waits");
        AssertFull("DRAM transfers", "DMA waits");
        Assert.Contains(
            new Slice("waits for load of A (images), tile 0 of conv1 fwd", 0, tracks["DRAM transfers"][0].DurationPs),
            tracks["array waits"]);
        Assert.All(tracks["DMA waits"], slice => Assert.Matches("^waits for computation, tile [0-9]+ of .", slice.Name));
        Assert.All(tracks["array waits"], slice => Assert.Matches(
            @"^waits for (load of [AB]|load beside outputs|store) \(.+\), tile [0-9]+ of .", slice.Name));

        void AssertFull(params string[] names)
        {
            long at = 0;
            foreach (Slice slice in names.SelectMany(name => tracks[name]).OrderBy(slice => slice.StartPs))
            {
                Assert.Equal(at, slice.StartPs);
                at += slice.DurationPs;
            }

            Assert.Equal(file.EndCycle * 1000, at);
        }
    }

    /// <summary>
    /// Arrows lead from a load to a computation of its operation that starts with its data, and from one to the store after it: one for
    /// each transfer, also for one that starts in the cycle in which a computation ends, unless nothing is computed before or after it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Small))]
    public void Perfetto_flows_join_transfers_with_computations(string path)
    {
        using TraceFile file = TraceFile.Open(path);
        using var stream = new MemoryStream();
        PerfettoExport.Write(stream, file, TraceWindow.All);
        var started = new Dictionary<ulong, (ulong Track, ulong EndNs)>();
        var ended = new Dictionary<ulong, (ulong Track, ulong StartNs)>();
        var open = new Dictionary<ulong, ulong[]>();
        var names = new Dictionary<ulong, string>();
        foreach (TracePacket packet in Trace.Parser.ParseFrom(stream.ToArray()).Packet)
        {
            if (packet.TrackDescriptor is { } track)
                names.Add(track.Uuid, track.Name);
            if (packet.TrackEvent is not { } entry)
                continue;
            foreach (ulong flow in entry.TerminatingFlowIds)
                ended.Add(flow, (entry.TrackUuid, packet.Timestamp));
            if (entry.Type == 1)
                open[entry.TrackUuid] = [.. entry.FlowIds];
            else if (entry.Type == 2)
                foreach (ulong flow in open[entry.TrackUuid])
                    started.Add(flow, (entry.TrackUuid, packet.Timestamp));
        }

        Assert.Equal(started.Keys.Order(), ended.Keys.Order());
        TracePhase[] computations = [.. file.Phases(0, long.MaxValue).Where(phase => phase.Kind != TracePhaseKind.Dram)];
        Assert.Equal(
            file.Transfers(0, long.MaxValue).Count(transfer => transfer.IsWrite
                ? computations.Any(phase => phase.EndCycle <= transfer.StartCycle)
                : computations.Any(phase => phase.StartCycle >= transfer.EndCycle)),
            started.Count);
        foreach ((ulong flow, (ulong track, ulong endNs)) in started)
        {
            Assert.True(endNs <= ended[flow].StartNs);
            Assert.Single(new[] { names[track], names[ended[flow].Track] }, name => name == "DRAM transfers");
        }
    }

    /// <summary>Commands of a kind share a name; how many a slice stands for is an argument, and all add up.</summary>
    [Fact]
    public void Perfetto_commands_of_a_kind_have_one_name_and_a_count()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.Dram);
        using var stream = new MemoryStream();
        PerfettoExport.Write(stream, file, TraceWindow.All);
        Trace trace = Trace.Parser.ParseFrom(stream.ToArray());
        ulong track = trace.Packet.Single(packet => packet.TrackDescriptor?.Name == "DRAM commands").TrackDescriptor.Uuid;
        ulong count = trace.Packet.SelectMany(packet => packet.InternedData?.DebugAnnotationNames ?? [])
            .Single(name => name.Name == "count").Iid;
        TrackEvent[] slices =
            [.. trace.Packet.Select(packet => packet.TrackEvent).Where(entry => entry?.TrackUuid == track && entry.Type == 1)];
        Assert.InRange(slices.Select(slice => slice.NameIid).Distinct().Count(), 4, 6);
        Assert.Equal(
            file.Dram(0, long.MaxValue).Where(command => command.Kind.IsColumnCommand()).Sum(command => (long)command.Count),
            slices.SelectMany(slice => slice.DebugAnnotations).Where(argument => argument.NameIid == count)
                .Sum(argument => argument.IntValue));
    }

    [Fact]
    public void Perfetto_folds_fill_their_phases()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.LeNet5);
        using var stream = new MemoryStream();
        PerfettoExport.Write(stream, file, TraceWindow.All);
        Dictionary<string, List<Slice>> tracks = Tracks(Trace.Parser.ParseFrom(stream.ToArray()));
        Assert.True(Sum(tracks, "folds") <= Sum(tracks, "array"));
        Assert.True(Sum(tracks, "folds") > Sum(tracks, "array") / 2);
    }

    private static long Sum(Dictionary<string, List<Slice>> tracks, string name) =>
        tracks.TryGetValue(name, out List<Slice>? slices) ? slices.Sum(slice => slice.DurationPs) : 0;

    /// <summary>Reads a file the way Perfetto's importer does: state, interned names, begin and end matched by track.</summary>
    private static Dictionary<string, List<Slice>> Tracks(Trace trace)
    {
        var names = new Dictionary<ulong, string>();
        var arguments = new Dictionary<ulong, string>();
        var tracks = new Dictionary<ulong, (string Name, List<Slice> Slices)>();
        var open = new Dictionary<ulong, Slice>();
        bool isCleared = false;
        foreach (TracePacket packet in trace.Packet)
        {
            Assert.True(packet.HasTrustedPacketSequenceId);
            isCleared |= (packet.SequenceFlags & 1) != 0;
            Assert.True(isCleared);
            foreach (EventName name in packet.InternedData?.EventNames ?? [])
                names.Add(name.Iid, name.Name);
            foreach (DebugAnnotationName name in packet.InternedData?.DebugAnnotationNames ?? [])
                arguments.Add(name.Iid, name.Name);
            if (packet.TrackDescriptor is { } descriptor)
                tracks.Add(descriptor.Uuid, (descriptor.Process?.ProcessName ?? descriptor.Name, []));
            if (packet.TrackEvent is not { } entry)
                continue;
            Assert.True(tracks.ContainsKey(entry.TrackUuid));
            if (entry.Type == 1)
            {
                Dictionary<string, long> values = entry.DebugAnnotations.ToDictionary(a => arguments[a.NameIid], a => a.IntValue);
                Assert.Equal((ulong)values["start_ps"] / 1000, packet.Timestamp);
                open.Add(entry.TrackUuid, new Slice(names[entry.NameIid], values["start_ps"], values["duration_ps"]));
            }
            else if (entry.Type == 2)
            {
                Slice slice = open[entry.TrackUuid];
                Assert.Equal((ulong)(slice.StartPs + slice.DurationPs) / 1000, packet.Timestamp);
                open.Remove(entry.TrackUuid);
                tracks[entry.TrackUuid].Slices.Add(slice);
            }
        }

        Assert.Empty(open);
        return tracks.Values.ToDictionary(track => track.Name, track => track.Slices);
    }

    private sealed record Slice(string Name, long StartPs, long DurationPs);
}
