using CycleSim.Traces.Format;

namespace CycleSim.Traces.Export;

/// <summary>
/// The tracks of the DRAM: of each channel its commands, of each bank its open rows, of each rank that is ever powered down the times of
/// power-down and self-refresh. What there is one of is not named.
/// </summary>
internal sealed class PerfettoDram
{
    private readonly PerfettoWriter _writer;
    private readonly ulong _process;
    private readonly Header _header;
    private readonly long _periodPs;
    private readonly bool _hasDualCommand;
    private readonly Dictionary<(int Channel, bool IsColumn), ulong> _commands = [];
    private readonly SortedDictionary<(int Channel, int Rank, int Bank), State> _banks = [];
    private readonly SortedDictionary<(int Channel, int Rank), State> _ranks = [];
    private long _last;

    internal PerfettoDram(PerfettoWriter writer, ulong process, Header header, long periodPs)
    {
        _writer = writer;
        _process = process;
        _header = header;
        _periodPs = periodPs;
        // A row command may leave while a run of column commands is under way: slices of one track must not overlap.
        _hasDualCommand = header.MachineValues?.Dram?.DualCommand == true;
        for (int channel = 0; channel < Math.Max(1, (int)header.DramChannels); channel++)
            foreach (bool isColumn in _hasDualCommand ? [false, true] : new[] { false })
                _commands.Add((channel, isColumn), writer.AddTrack(process, CommandsOf(channel, isColumn)));
    }

    internal void Enter(in TraceDram command)
    {
        ulong track = _commands[(command.Channel, _hasDualCommand && command.Kind.IsColumnCommand())];
        _writer.AddSlice(
            new PerfettoSlice(track, TraceNames.Of(command.Kind), command.Cycle * _periodPs, (command.LastCycle + 1) * _periodPs)
            {
                Arguments = ArgumentsOf(command),
            });
        _last = Math.Max(_last, command.LastCycle + 1);
        switch (command.Kind)
        {
            case TraceDramKind.Activate:
                Open(command);
                break;
            case TraceDramKind.Precharge:
                Close(_banks, (command.Channel, command.Rank, command.Bank), command.Cycle);
                break;
            case TraceDramKind.PrechargeAll:
                CloseAll(command.Channel, command.Rank, command.Cycle);
                break;
            case TraceDramKind.PowerDownEntry or TraceDramKind.SelfRefreshEntry:
                PowerDown(command);
                break;
            case TraceDramKind.PowerDownExit or TraceDramKind.SelfRefreshExit:
                Close(_ranks, (command.Channel, command.Rank), command.Cycle);
                break;
        }
    }

    /// <summary>Where the command goes; a run of commands on columns that follow each other is one slice.</summary>
    private static IReadOnlyList<(string Name, long Value)> ArgumentsOf(in TraceDram command) => command.Kind switch
    {
        TraceDramKind.Activate => [("rank", command.Rank), ("bank", command.Bank), ("row", command.Row)],
        TraceDramKind.Precharge or TraceDramKind.RefreshBank => [("rank", command.Rank), ("bank", command.Bank)],
        _ when command.Kind.IsColumnCommand() =>
        [
            ("rank", command.Rank), ("bank", command.Bank), ("row", command.Row), ("column", command.Column), ("count", command.Count),
        ],
        _ => [("rank", command.Rank)],
    };

    internal void Close()
    {
        foreach ((int, int, int) bank in _banks.Keys.ToList())
            Close(_banks, bank, _last);
        foreach ((int, int) rank in _ranks.Keys.ToList())
            Close(_ranks, rank, _last);
    }

    private void CloseAll(int channel, int rank, long cycle)
    {
        foreach ((int Channel, int Rank, int Bank) bank in _banks.Keys.ToList())
            if ((bank.Channel, bank.Rank) == (channel, rank))
                Close(_banks, bank, cycle);
    }

    private string CommandsOf(int channel, bool isColumn)
    {
        string kind = !_hasDualCommand ? "commands" : isColumn ? "column commands" : "row commands";
        return $"{Name(TraceNames.OfChannel(_header, channel))} {kind}";
    }

    private static string Name(string place) => place.Length > 0 ? $"DRAM {place}" : "DRAM";

    private void Open(in TraceDram command)
    {
        (int Channel, int Rank, int Bank) key = (command.Channel, command.Rank, command.Bank);
        ulong track = _banks.TryGetValue(key, out State bank)
            ? bank.Track
            : _writer.AddTrack(_process, Name(TraceNames.OfBank(_header, key.Channel, key.Rank, key.Bank)));
        _banks[key] = new State(track, FormattableString.Invariant($"row {command.Row}"), command.Cycle);
    }

    private void PowerDown(in TraceDram command)
    {
        (int Channel, int Rank) key = (command.Channel, command.Rank);
        Close(_ranks, key, command.Cycle);
        ulong track = _ranks.TryGetValue(key, out State rank)
            ? rank.Track
            : _writer.AddTrack(_process, $"{Name(TraceNames.OfRank(_header, key.Channel, key.Rank))} power");
        _ranks[key] = new State(
            track, command.Kind == TraceDramKind.PowerDownEntry ? "power-down" : "self-refresh", command.Cycle);
    }

    private void Close<T>(SortedDictionary<T, State> states, T key, long cycle)
        where T : notnull
    {
        if (!states.TryGetValue(key, out State state) || state.Since < 0)
            return;
        _writer.AddSlice(state.Track, state.Name, state.Since * _periodPs, cycle * _periodPs);
        states[key] = state with { Since = -1 };
    }

    /// <summary>What a bank or a rank is in since when; since -1: nothing.</summary>
    private readonly record struct State(ulong Track, string Name, long Since);
}
