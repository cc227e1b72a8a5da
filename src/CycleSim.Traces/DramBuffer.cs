using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>DRAM commands on their way to a chunk.</summary>
/// <param name="hasChannels">There are several channels, so that runs may overlap.</param>
internal sealed class DramBuffer(bool hasChannels)
{
    private readonly MessageBuffer[] _columns = [.. Enumerable.Range(0, 8).Select(_ => new MessageBuffer())];
    private readonly MessageBuffer _channels = new();
    private readonly MessageBuffer _message = new();
    private bool _hasOtherChannels;
    private long _lastCommand;
    private long _firstCycle;
    private long _lastCycle;

    internal int Count { get; private set; }

    internal void Add(in TraceDram command)
    {
        _columns[0].AddSigned(command.Cycle - _lastCycle);
        _columns[1].AddUnsigned((uint)command.Kind);
        _columns[2].AddUnsigned((uint)command.Rank);
        _columns[3].AddUnsigned((uint)command.Bank);
        _columns[4].AddUnsigned((uint)command.Row);
        _columns[5].AddUnsigned((uint)command.Column);
        _columns[6].AddUnsigned((uint)command.Count);
        _columns[7].AddUnsigned((uint)command.PitchCycles);
        _channels.AddUnsigned((uint)command.Channel);
        _hasOtherChannels |= command.Channel > 0;
        _lastCommand = Math.Max(_lastCommand, command.LastCycle);
        _lastCycle = command.Cycle;
        if (Count++ == 0)
            _firstCycle = command.Cycle;
    }

    /// <summary>The chunk and its entry in the index; null when there is nothing.</summary>
    internal ChunkInfo? TryTake(MessageBuffer chunk)
    {
        if (Count == 0)
            return null;
        _message.Clear();
        for (int i = 0; i < _columns.Length; i++)
        {
            _message.AddField(i + 1, _columns[i]);
            _columns[i].Clear();
        }

        if (_hasOtherChannels)
            _message.AddField(9, _channels);
        _channels.Clear();
        chunk.Clear();
        chunk.AddField(3, _message);
        var info = new ChunkInfo
        {
            Component = (uint)TraceComponent.Dram,
            FirstCycle = (ulong)_firstCycle,
            LastCycle = (ulong)_lastCycle,
            Records = (ulong)Count,
            LastCommandCycle = hasChannels ? (ulong)_lastCommand : 0,
        };
        (Count, _lastCycle, _lastCommand, _hasOtherChannels) = (0, 0, 0, false);
        return info;
    }
}
