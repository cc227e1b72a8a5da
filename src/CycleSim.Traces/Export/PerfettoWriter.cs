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
    private const ulong StartArgument = 1;
    private const ulong DurationArgument = 2;

    private readonly Dictionary<string, ulong> _names = [];
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
            InternedData = new InternedData
            {
                DebugAnnotationNames =
                {
                    new DebugAnnotationName { Iid = StartArgument, Name = "start_ps" },
                    new DebugAnnotationName { Iid = DurationArgument, Name = "duration_ps" },
                },
            },
        });
        return _lastTrack;
    }

    /// <summary>A track of slices, below the ones before it.</summary>
    internal ulong AddTrack(ulong parent, string name) => AddTrack(parent, name, null);

    /// <summary>A track of numbers.</summary>
    internal ulong AddCounter(ulong parent, string name, string unit) => AddTrack(parent, name, new CounterDescriptor { UnitName = unit });

    /// <summary>A slice; slices of a track come in order of time and do not overlap.</summary>
    internal void AddSlice(ulong track, string name, long startPs, long endPs)
    {
        Write(new TracePacket
        {
            Timestamp = ToNs(startPs),
            SequenceFlags = NeedsState,
            InternedData = Intern(name, out ulong iid),
            TrackEvent = new TrackEvent
            {
                Type = SliceStart,
                NameIid = iid,
                TrackUuid = track,
                DebugAnnotations =
                {
                    new DebugAnnotation { NameIid = StartArgument, IntValue = startPs },
                    new DebugAnnotation { NameIid = DurationArgument, IntValue = endPs - startPs },
                },
            },
        });
        Write(new TracePacket
        {
            Timestamp = ToNs(endPs),
            SequenceFlags = NeedsState,
            TrackEvent = new TrackEvent { Type = End, TrackUuid = track },
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

    private InternedData? Intern(string name, out ulong iid)
    {
        if (_names.TryGetValue(name, out iid))
            return null;
        iid = (ulong)_names.Count + 1;
        _names.Add(name, iid);
        return new InternedData { EventNames = { new EventName { Iid = iid, Name = name } } };
    }

    /// <summary>A packet is field 1 of the one message that the file is.</summary>
    private void Write(TracePacket packet)
    {
        packet.TrustedPacketSequenceId = SequenceId;
        stream.WriteByte(1 << 3 | 2);
        packet.WriteDelimitedTo(stream);
    }
}
