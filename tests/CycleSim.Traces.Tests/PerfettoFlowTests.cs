using CycleSim.Traces.Export;
using CycleSim.Traces.Format;
using CycleSim.Traces.Perfetto;

namespace CycleSim.Traces.Tests;

/// <summary>Arrows of transfers that touch other events.</summary>
public sealed class PerfettoFlowTests : IDisposable
{
    private const int SliceStart = 1;

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Each_transfer_has_one_arrow_also_where_events_share_a_cycle()
    {
        TraceTransfer[] transfers =
        [
            new(0, 10, 1, false, 0), // its computation starts with its end, without a wait
            new(30, 0, 1, false, 0), // takes no time, and starts with the next
            new(30, 5, 2, true, 0), // a store that starts with the end of the computation
            new(35, 5, 3, false, 0), // a load for the operation that starts with its end
            new(60, 5, 3, true, 0), // makes room: its operation has computed nothing yet
            new(65, 5, 1, false, 0), // before an operation that only moves data
            new(80, 5, 2, true, 0), // the write-back at the end
        ];
        TracePhase[] phases =
        [
            Phase(TracePhaseKind.Dram, 0, 0, 10), Phase(TracePhaseKind.Array, 0, 10, 20), Phase(TracePhaseKind.Dram, 0, 30, 0),
            Phase(TracePhaseKind.Dram, 0, 30, 5), Phase(TracePhaseKind.Dram, 1, 35, 5), Phase(TracePhaseKind.Vector, 1, 40, 0),
            Phase(TracePhaseKind.Vector, 1, 40, 20), Phase(TracePhaseKind.Dram, 2, 60, 5), Phase(TracePhaseKind.Dram, 2, 65, 5),
            Phase(TracePhaseKind.Array, 3, 70, 10), Phase(TracePhaseKind.Dram, 4, 80, 5),
        ];
        (string From, string To)[] arrows = [.. Arrows(transfers, phases)];
        Assert.Equal(
            [
                ("load a at 0", "one at 10"), ("load a at 30", "two at 40"), ("one at 10", "store b at 30"),
                ("load c at 35", "two at 40"), ("two at 40", "store c at 60"), ("load a at 65", "four at 70"),
                ("four at 70", "store b at 80"),
            ],
            arrows);
    }

    [Fact]
    public void A_load_behind_and_a_store_before_all_computations_have_no_arrow()
    {
        (string From, string To)[] arrows =
        [
            .. Arrows(
                [new(0, 5, 1, true, 0), new(20, 5, 1, false, 0)],
                [Phase(TracePhaseKind.Dram, 0, 0, 5), Phase(TracePhaseKind.Array, 0, 5, 15), Phase(TracePhaseKind.Dram, 0, 20, 5)]),
        ];
        Assert.Empty(arrows);
    }

    private static TracePhase Phase(TracePhaseKind kind, int operation, long start, long cycles) =>
        new(kind, operation, start, cycles, 0, 0, 0, 0, 0, 0);

    /// <summary>From where to where each arrow leads, in the order of their numbers.</summary>
    private IEnumerable<(string From, string To)> Arrows(TraceTransfer[] transfers, TracePhase[] phases)
    {
        Write(transfers, phases);
        using TraceFile file = TraceFile.Open(_path);
        using var stream = new MemoryStream();
        PerfettoExport.Write(stream, file, TraceWindow.All);
        var from = new SortedDictionary<ulong, string>();
        var to = new SortedDictionary<ulong, string>();
        var names = new Dictionary<ulong, string>();
        foreach (TracePacket packet in Trace.Parser.ParseFrom(stream.ToArray()).Packet)
        {
            foreach (EventName name in packet.InternedData?.EventNames ?? [])
                names.Add(name.Iid, name.Name);
            if (packet.TrackEvent is not { Type: SliceStart } slice)
                continue;
            string text = $"{names[slice.NameIid]} at {packet.Timestamp}";
            foreach (ulong flow in slice.FlowIds)
                from.Add(flow, text);
            foreach (ulong flow in slice.TerminatingFlowIds)
                to.Add(flow, text);
        }

        Assert.Equal(from.Keys, to.Keys);
        return from.Values.Zip(to.Values);
    }

    private void Write(TraceTransfer[] transfers, TracePhase[] phases)
    {
        var header = new Header { ClockPeriodPs = 1000, LineBytes = 64, Banks = 1 };
        foreach ((string name, uint id) in new[] { ("a", 1u), ("b", 2u), ("c", 3u) })
            header.Tensors.Add(new Tensor { Id = id, Name = name });
        foreach (string name in new[] { "one", "two", "three", "four" })
            header.Operations.Add(new Operation { Name = name, Layer = name, Pass = "Forward" });
        using FileStream stream = File.Create(_path);
        using var writer = new TraceWriter(stream, header);
        foreach (TracePhase phase in phases)
            writer.Add(phase);
        foreach (TraceTransfer transfer in transfers)
            writer.Add(transfer with { Runs = [new TraceLines(0, 1)] });
        writer.Complete();
    }
}
