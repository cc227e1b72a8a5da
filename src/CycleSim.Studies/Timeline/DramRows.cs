using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Studies.Timeline;

/// <summary>
/// The rows of the DRAM in a timeline: command and data buses (shares of the time of all channels' buses), ranks that are powered down, and
/// open rows by channel, rank and bank.
/// </summary>
internal sealed class DramRows
{
    private const long Closed = -1;
    private const long NotSeen = -2;

    private static readonly string[] CommandNames = [.. Enum.GetValues<TraceDramKind>().Select(TraceNames.Of)];
    private static readonly string[] PowerNames = ["power-down", "self-refresh"];

    private readonly Bins _bins;
    private readonly long _periodPs;
    private readonly long _burstPs;
    private readonly long _recordedPs;
    private readonly int _channels;
    private readonly int _commandBuses;
    private readonly int _ranks;
    private readonly int _banks;
    private readonly double[][] _commands;
    private readonly double[] _bus;
    private readonly double[][] _open;
    private readonly double[][] _power;
    private readonly long[] _openSince;
    private readonly (int State, long Since)[] _powerSince;

    private DramRows(TraceFile file, Bins bins, long fromPs, DramSpec? dram)
    {
        Header header = file.Header;
        _bins = bins;
        _periodPs = Math.Max(1, (long)header.DramClockPeriodPs);
        _burstPs = (dram?.Table(TimingRules.Jedec).BurstCycles ?? 4) * _periodPs;
        _recordedPs = Math.Max(fromPs, file.RecordedCycles.From * Math.Max(1, (long)header.ClockPeriodPs));
        _channels = Math.Max(1, (int)header.DramChannels);
        // With dual commands row and column commands have a bus each.
        _commandBuses = dram?.HasDualCommand == true ? 2 * _channels : _channels;
        _ranks = Math.Max(1, (int)header.DramRanks);
        _banks = Math.Max(1, (int)header.DramBanks);
        _commands = NewBins(CommandNames.Length);
        _bus = bins.New();
        _open = NewBins(_channels * _ranks * _banks);
        _power = NewBins(PowerNames.Length);
        _openSince = [.. Enumerable.Repeat(NotSeen, _open.Length)];
        _powerSince = [.. Enumerable.Repeat((0, NotSeen), _channels * _ranks)];
    }

    /// <summary>The rows of a window; none when no command lies in it.</summary>
    /// <param name="file">The trace.</param>
    /// <param name="bins">Bins of the window.</param>
    /// <param name="fromPs">Start of the window.</param>
    /// <param name="toPs">End of the window.</param>
    /// <param name="dram">The part; null when the trace has none.</param>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    internal static IEnumerable<TimelineRow> Of(TraceFile file, Bins bins, long fromPs, long toPs, DramSpec? dram)
    {
        var rows = new DramRows(file, bins, fromPs, dram);
        bool any = false;
        foreach (TraceDram run in file.Dram(fromPs / rows._periodPs, (toPs + rows._periodPs - 1) / rows._periodPs))
        {
            any = true;
            rows.Enter(run);
        }

        return any ? rows.Close(file.Header, toPs) : [];
    }

    private double[][] NewBins(int count) => [.. Enumerable.Range(0, count).Select(_ => _bins.New())];

    private void Enter(in TraceDram run)
    {
        AddCommands(_commands[(int)run.Kind], run);
        if (run.Kind.IsColumnCommand())
            AddBursts(run);
        int rank = Math.Min(run.Channel * _ranks + run.Rank, _powerSince.Length - 1);
        if (run.Kind.IsOfBank())
            UpdateOpenRow(Math.Min(rank * _banks + run.Bank, _open.Length - 1), run);
        else if (run.Kind == TraceDramKind.PrechargeAll)
            CloseBanks(rank * _banks, _banks, run.Cycle * _periodPs);
        else if (run.Kind != TraceDramKind.Refresh)
            UpdatePower(rank, run);
    }

    /// <summary>A command takes the bus of its channel for one cycle.</summary>
    private void AddCommands(double[] bins, in TraceDram run)
    {
        double share = _periodPs / _bins.WidthPs / _commandBuses;
        long start = run.Cycle * _periodPs;
        if (run.Count * (double)run.PitchCycles * _periodPs < _bins.WidthPs)
            _bins.AddInterval(bins, start, start + Math.Max(1, run.Count * Math.Max(1L, run.PitchCycles)) * _periodPs, share * run.Count);
        else
            for (int i = 0; i < run.Count; i++, start += run.PitchCycles * _periodPs)
                _bins.AddInterval(bins, start, start + _periodPs, share);
    }

    private void AddBursts(in TraceDram run)
    {
        for (int i = 0; i < run.Count; i++)
        {
            long start = (run.Cycle + (long)i * run.PitchCycles) * _periodPs;
            _bins.AddInterval(_bus, start, start + _burstPs, _burstPs / _bins.WidthPs / _channels);
        }
    }

    /// <summary>A bank whose first command of the window needs an open row was opened before it.</summary>
    private void UpdateOpenRow(int bank, in TraceDram command)
    {
        long ps = command.Cycle * _periodPs;
        if (command.Kind == TraceDramKind.Activate)
            _openSince[bank] = ps;
        else if (command.Kind != TraceDramKind.RefreshBank && _openSince[bank] == NotSeen)
            _openSince[bank] = Math.Min(_recordedPs, ps);
        if (command.Kind == TraceDramKind.Precharge)
            CloseBanks(bank, 1, ps);
    }

    private void CloseBanks(int first, int count, long ps)
    {
        for (int bank = first; bank < first + count; bank++)
        {
            if (_openSince[bank] >= 0)
                _bins.AddInterval(_open[bank], _openSince[bank], ps, (ps - _openSince[bank]) / _bins.WidthPs);
            _openSince[bank] = Closed;
        }
    }

    /// <summary>A rank whose first such command of the window wakes it was put to sleep before it.</summary>
    private void UpdatePower(int rank, in TraceDram command)
    {
        long ps = command.Cycle * _periodPs;
        int state = command.Kind is TraceDramKind.SelfRefreshEntry or TraceDramKind.SelfRefreshExit ? 1 : 0;
        bool isEntry = command.Kind is TraceDramKind.PowerDownEntry or TraceDramKind.SelfRefreshEntry;
        if (!isEntry && _powerSince[rank].Since == NotSeen)
            _powerSince[rank] = (state, Math.Min(_recordedPs, ps));
        Wake(rank, ps);
        if (isEntry)
            _powerSince[rank] = (state, ps);
    }

    private void Wake(int rank, long ps)
    {
        (int state, long since) = _powerSince[rank];
        if (since >= 0)
            _bins.AddInterval(_power[state], since, ps, (ps - since) / _bins.WidthPs / _powerSince.Length);
        _powerSince[rank] = (0, Closed);
    }

    private List<TimelineRow> Close(Header header, long toPs)
    {
        CloseBanks(0, _open.Length, toPs);
        for (int rank = 0; rank < _powerSince.Length; rank++)
            Wake(rank, toPs);
        List<TimelineRow> rows =
        [
            new QuantityRow("DRAM command bus", "command", "share of time", 0, Quantities(CommandNames, _commands)),
            new QuantityRow("DRAM data bus", "", "share of time", 1, [new TimelineQuantity("bursts", _bus)]),
        ];
        if (Quantities(PowerNames, _power) is { Count: > 0 } power)
            rows.Add(new QuantityRow("DRAM ranks powered down", "state", "share of ranks and time", 1, power));
        rows.Add(new HeatRow(
            "DRAM banks", "share of time with open row", 1, [.. Enumerable.Range(0, _open.Length).Select(bank => NameOf(header, bank))],
            _open));
        return rows;
    }

    /// <summary>What is never there is not shown.</summary>
    private static List<TimelineQuantity> Quantities(string[] names, double[][] bins) =>
    [
        .. names.Zip(bins).Where(pair => pair.Second.Any(value => value > 0))
            .Select(pair => new TimelineQuantity(pair.First, pair.Second)),
    ];

    private string NameOf(Header header, int bank) =>
        TraceNames.OfBank(header, bank / (_ranks * _banks), bank / _banks % _ranks, bank % _banks);
}
