using System.Globalization;
using CycleSim.Traces.Export;
using CycleSim.Traces.Format;
using CycleSim.Traces.Perfetto;
using CycleSim.Traces.Requests;
using Parquet;

namespace CycleSim.Traces.Tests;

/// <summary>What exports show of a trace with two channels, and of commands that version 0.1 does not have.</summary>
public sealed class DramChannelExportTests : IDisposable
{
    private static readonly TraceWindow Window =
        TraceWindow.All with { Components = new HashSet<TraceComponent> { TraceComponent.Dram } };

    private readonly string _path = Path.GetTempFileName();

    public DramChannelExportTests()
    {
        using FileStream stream = File.Create(_path);
        using var writer = new TraceWriter(stream, Header());
        TraceDram[] commands =
        [
            new(TraceDramKind.Activate, 10, 0, 5, 3, 0, 1, 0),
            new(TraceDramKind.Activate, 11, 0, 5, 4, 0, 1, 0, Channel: 1),
            new(TraceDramKind.Read, 20, 0, 5, 3, 6, 2, 4),
            new(TraceDramKind.Write, 21, 0, 5, 4, 7, 1, 0, Channel: 1),
            new(TraceDramKind.Precharge, 40, 0, 5, 0, 0, 1, 0, Channel: 1),
            new(TraceDramKind.RefreshBank, 60, 0, 5, 0, 0, 1, 0, Channel: 1),
            new(TraceDramKind.PowerDownEntry, 70, 0, 0, 0, 0, 1, 0, Channel: 1),
            new(TraceDramKind.PowerDownExit, 80, 0, 0, 0, 0, 1, 0, Channel: 1),
            new(TraceDramKind.SelfRefreshEntry, 90, 0, 0, 0, 0, 1, 0, Channel: 1),
            new(TraceDramKind.SelfRefreshExit, 95, 0, 0, 0, 0, 1, 0, Channel: 1),
            new(TraceDramKind.PrechargeAll, 100, 0, 0, 0, 0, 1, 0),
            new(TraceDramKind.Refresh, 110, 0, 0, 0, 0, 1, 0),
        ];
        foreach (TraceDram command in commands)
            writer.Add(command);
        writer.Complete();
    }

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Csv_has_a_column_for_the_channel_in_front_of_the_rank()
    {
        using TraceFile file = TraceFile.Open(_path);
        using var csv = new StringWriter(CultureInfo.InvariantCulture);
        CsvExport.Write(csv, file.Header, new TraceRows(file).Within(Window));
        // The address is ro ra bg ba ch co: row, bank group 2, bank 1, channel, column, bursts of 32 bytes.
        string[] lines = csv.ToString().Split('\n');
        Assert.StartsWith(
            "component,kind,tensor,layer,pass,time_ps,duration_ps,channel,rank,bank,row,column,line,address,bytes,waited_cycles,port,",
            lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "dram,ACT,,,,10000,0,0,0,5,3,,,,0,0,,,,,,,,",
                "dram,ACT,,,,11000,0,1,0,5,4,,,,0,0,,,,,,,,",
                "dram,RD,,,,20000,0,0,0,5,3,6,,29888,32,0,,,,,,,,",
                "dram,WR,,,,21000,0,1,0,5,4,7,,38624,32,0,,,,,,,,",
                "dram,RD,,,,24000,0,0,0,5,3,7,,29920,32,0,,,,,,,,",
                "dram,PRE,,,,40000,0,1,0,5,,,,,0,0,,,,,,,,",
                "dram,REFB,,,,60000,0,1,0,5,,,,,0,0,,,,,,,,",
                "dram,PDE,,,,70000,0,1,0,,,,,,0,0,,,,,,,,",
                "dram,PDX,,,,80000,0,1,0,,,,,,0,0,,,,,,,,",
                "dram,SRE,,,,90000,0,1,0,,,,,,0,0,,,,,,,,",
                "dram,SRX,,,,95000,0,1,0,,,,,,0,0,,,,,,,,",
                "dram,PREA,,,,100000,0,0,0,,,,,,0,0,,,,,,,,",
                "dram,REF,,,,110000,0,0,0,,,,,,0,0,,,,,,,,",
                "",
            ],
            lines.Skip(1));
    }

    [Fact]
    public async Task Json_and_parquet_have_the_channel_too()
    {
        using TraceFile file = TraceFile.Open(_path);
        using var json = new StringWriter(CultureInfo.InvariantCulture);
        JsonExport.Write(json, file.Header, new TraceRows(file).Within(Window));
        Assert.Contains(
            """{"component":"dram","kind":"PDE","time_ps":70000,"duration_ps":0,"channel":1,"rank":0,"bytes":0,"waited_cycles":0}""",
            json.ToString(), StringComparison.Ordinal);
        using var stream = new MemoryStream();
        ParquetExport.Write(stream, file.Header, new TraceRows(file).Within(Window));
        stream.Position = 0;
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        Assert.Contains(reader.Schema.GetDataFields(), field => field.Name == "channel");
    }

    [Fact]
    public void Gem5_requests_have_addresses_of_their_channel()
    {
        using TraceFile file = TraceFile.Open(_path);
        Assert.Equal(
            [
                new MemoryRequest(20_000, 29_888, false, 32), new MemoryRequest(21_000, 38_624, true, 32),
                new MemoryRequest(24_000, 29_920, false, 32),
            ],
            Gem5Trace.Requests(file, Window));
    }

    [Fact]
    public void Perfetto_has_tracks_by_channel_and_slices_that_end()
    {
        using TraceFile file = TraceFile.Open(_path);
        using var stream = new MemoryStream();
        PerfettoExport.Write(stream, file, Window);
        Trace trace = Trace.Parser.ParseFrom(stream.ToArray());
        var names = new Dictionary<ulong, string>();
        var tracks = new Dictionary<ulong, string>();
        var slices = new List<string>();
        foreach (TracePacket packet in trace.Packet)
        {
            foreach (EventName name in packet.InternedData?.EventNames ?? [])
                names.Add(name.Iid, name.Name);
            if (packet.TrackDescriptor is { Process: null } track)
                tracks.Add(track.Uuid, track.Name);
            if (packet.TrackEvent is { Type: 1 } slice && !tracks[slice.TrackUuid].EndsWith("commands", StringComparison.Ordinal))
                slices.Add(FormattableString.Invariant($"{tracks[slice.TrackUuid]}: {names[slice.NameIid]} {packet.Timestamp}"));
        }

        Assert.Equal(
            [
                "DRAM channel 0 commands", "DRAM channel 1 commands", "DRAM channel 0 bank 5", "DRAM channel 1 bank 5",
                "DRAM channel 1 power",
            ],
            tracks.Values);
        // In the order in which they end; the open row of channel 0 ends with PREA.
        Assert.Equal(
            [
                "DRAM channel 1 bank 5: row 4 11", "DRAM channel 1 power: power-down 70", "DRAM channel 1 power: self-refresh 90",
                "DRAM channel 0 bank 5: row 3 10",
            ],
            slices);
    }

    private static Header Header() => new()
    {
        ClockPeriodPs = 1000,
        DramClockPeriodPs = 1000,
        LineBytes = 64,
        DramChannels = 2,
        DramRanks = 1,
        DramBanks = 8,
        DramBankGroups = 4,
        MachineValues = new Machine
        {
            Dram = new DramPart
            {
                Rows = 16,
                Ranks = 1,
                Banks = 8,
                BankGroups = 4,
                Columns = 16,
                BurstBytes = 32,
                Channels = 2,
                AddressMapping = "ro ra bg ba ch co",
            },
        },
    };
}
