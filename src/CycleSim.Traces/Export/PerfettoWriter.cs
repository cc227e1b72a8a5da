using CycleSim.Traces.Perfetto;
using Google.Protobuf;

namespace CycleSim.Traces.Export;

/// <summary>
/// Writes slices and counters on named tracks as Perfetto packets: names are interned, siblings are never merged, and on a track the end of
/// a slice is written before the start of the next. Perfetto's clock counts nanoseconds; the exact picoseconds go along as arguments.
/// </summary>
internal sealed class PerfettoWriter(Stream stream)
{
    private const uint SequenceId = 1;
    private const uint StateCleared = 1;
    private const uint NeedsState = 2;
    private const int Explicit = 3;
    private const int NoMerge = 2;
    private const int SliceStart = 1;
    private const int End = 2;
    private const int Counter = 4;
    private const int Bytes = 3;

    private readonly Dictionary<string, ulong> _names = [];
    private readonly Dictionary<string, ulong> _arguments = [];
    private ulong _lastTrack;
    private int _rank;

    /// <summary>Slices written.</summary>
    internal long Slices { get; private set; }

    /// <summary>A process: the parent of all tracks.</summary>
    internal ulong AddProcess(string name)
    {
        Write(new TracePacket
        {
            FirstPacketOnSequence = true,
            SequenceFlags = StateCleared,
            TrackDescriptor = new TrackDescriptor
            {
                Uuid = ++_lastTrack,
                Process = new ProcessDescriptor { Pid = 1, ProcessName = name },
                ChildOrdering = Explicit,
            },
        });
        return _lastTrack;
    }

    /// <summary>A track of slices, below the ones before it.</summary>
    internal ulong AddTrack(ulong parent, string name) => AddTrack(parent, name, null);

    /// <summary>A track of numbers of bytes, for which the viewer has a unit.</summary>
    internal ulong AddByteCounter(ulong parent, string name) => AddTrack(parent, name, new CounterDescriptor { Unit = Bytes });

    /// <summary>A track of numbers.</summary>
    internal ulong AddCounter(ulong parent, string name, string unit) => AddTrack(parent, name, new CounterDescriptor { UnitName = unit });

    /// <summary>A slice without more than its name.</summary>
    internal void AddSlice(ulong track, string name, long startPs, long endPs) => AddSlice(new(track, name, startPs, endPs));

    /// <summary>A slice; slices of a track come in order of time and do not overlap.</summary>
    internal void AddSlice(in PerfettoSlice slice)
    {
        var interned = new InternedData();
        var entry = new TrackEvent { Type = SliceStart, NameIid = Intern(slice.Name, interned), TrackUuid = slice.Track };
        entry.DebugAnnotations.Add(Argument("start_ps", slice.StartPs, interned));
        entry.DebugAnnotations.Add(Argument("duration_ps", slice.EndPs - slice.StartPs, interned));
        foreach ((string name, long value) in slice.Arguments)
            entry.DebugAnnotations.Add(Argument(name, value, interned));
        entry.FlowIds.AddRange(slice.FlowsFrom);
        entry.TerminatingFlowIds.AddRange(slice.FlowsTo);
        bool hasNames = interned.EventNames.Count + interned.DebugAnnotationNames.Count > 0;
        Write(new TracePacket
        {
            Timestamp = ToNs(slice.StartPs),
            SequenceFlags = NeedsState,
            InternedData = hasNames ? interned : null,
            TrackEvent = entry,
        });
        Write(new TracePacket
        {
            Timestamp = ToNs(slice.EndPs),
            SequenceFlags = NeedsState,
            TrackEvent = new TrackEvent { Type = End, TrackUuid = slice.Track },
        });
        Slices++;
    }

    /// <summary>A value of a counter from a time on.</summary>
    internal void AddValue(ulong track, long timePs, double value) => Write(new TracePacket
    {
        Timestamp = ToNs(timePs),
        SequenceFlags = NeedsState,
        TrackEvent = new TrackEvent { Type = Counter, TrackUuid = track, DoubleCounterValue = value },
    });

    private static ulong ToNs(long ps) => (ulong)ps / 1000;

    private ulong AddTrack(ulong parent, string name, CounterDescriptor? counter)
    {
        var descriptor = new TrackDescriptor
        {
            Uuid = ++_lastTrack,
            Name = name,
            ParentUuid = parent,
            ChildOrdering = Explicit,
            SiblingOrderRank = _rank++,
            SiblingMergeBehavior = NoMerge,
        };
        if (counter is not null)
            descriptor.Counter = counter;
        Write(new TracePacket { SequenceFlags = NeedsState, TrackDescriptor = descriptor });
        return _lastTrack;
    }

    private ulong Intern(string name, InternedData interned)
    {
        if (_names.TryGetValue(name, out ulong iid))
            return iid;
        iid = (ulong)_names.Count + 1;
        _names.Add(name, iid);
        interned.EventNames.Add(new EventName { Iid = iid, Name = name });
        return iid;
    }

    private DebugAnnotation Argument(string name, long value, InternedData interned)
    {
        if (!_arguments.TryGetValue(name, out ulong iid))
        {
            iid = (ulong)_arguments.Count + 1;
            _arguments.Add(name, iid);
            interned.DebugAnnotationNames.Add(new DebugAnnotationName { Iid = iid, Name = name });
        }

        return new DebugAnnotation { NameIid = iid, IntValue = value };
    }

    /// <summary>A packet is field 1 of the one message that the file is.</summary>
    private void Write(TracePacket packet)
    {
        packet.TrustedPacketSequenceId = SequenceId;
        stream.WriteByte(1 << 3 | 2);
        packet.WriteDelimitedTo(stream);
    }
}
