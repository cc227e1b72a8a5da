using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;

namespace CycleSim.Dram.Tests.Naive;

/// <summary>
/// All channels of a DRAM system, visited in every cycle, and the list of requests in front of them. It shares nothing with the controller
/// that it is compared with but the data of parts.
/// </summary>
internal sealed class NaiveDram
{
    /// <summary>Refresh intervals without any move after which it counts as blocked for ever.</summary>
    private const int Patience = 40;

    private readonly NaiveChannel[] _channels;
    private readonly DramSpec _spec;
    private readonly AddressMapping _mapping;
    private readonly bool _isShared;
    private readonly DramRequest[] _requests;
    private readonly long[] _arrivals;
    private readonly bool[] _entered;
    private int _left;

    private NaiveDram(DramSpec spec, DramPolicy policy, DramRequest[] requests)
    {
        _spec = policy.Apply(spec);
        _mapping = new AddressMapping(_spec);
        _isShared = policy.Rules == TimingRules.Dramsim3;
        _requests = requests;
        _left = requests.Length;
        _entered = new bool[requests.Length];
        _arrivals = new long[requests.Length];
        long latest = 0;
        for (int i = 0; i < requests.Length; i++)
            _arrivals[i] = latest = Math.Max(latest, requests[i].Cycle);
        Completions = new DramCompletion[requests.Length];
        _channels =
            [.. Enumerable.Range(0, spec.Channels).Select(channel => new NaiveChannel(_spec, policy, channel, Completions, Commands))];
    }

    /// <summary>All commands, by cycle and channel.</summary>
    internal List<DramCommand> Commands { get; } = [];

    /// <summary>What became of each request.</summary>
    internal DramCompletion[] Completions { get; }

    /// <summary>It never moves again; what there is of commands and completions is right.</summary>
    internal bool IsBlocked { get; private set; }

    /// <summary>What all channels did.</summary>
    internal DramTotals Totals => _channels.Select(channel => channel.Totals).Aggregate((a, b) => DramTotals.Sum(a, b));

    /// <summary>Runs requests to the end.</summary>
    internal static NaiveDram Run(DramSpec spec, DramPolicy policy, DramRequest[] requests)
    {
        var dram = new NaiveDram(spec, policy, requests);
        dram.Run();
        return dram;
    }

    private void Run()
    {
        for (long cycle = 0, moved = 0; !IsBlocked; cycle++)
        {
            foreach (NaiveChannel channel in _channels)
                channel.Tick(cycle);
            bool progress = (_isShared ? EnterFirst(cycle) : EnterEach(cycle)) | _channels.Any(channel => channel.HasMoved);
            if (_left == 0 && _channels.All(channel => channel.IsDone(cycle)))
                return;
            if (progress || (_left > 0 && _arrivals[^_left] > cycle))
                moved = cycle;
            IsBlocked = cycle - moved > (long)Patience * _spec.Timing["trefi"];
        }
    }

    /// <summary>The first request of all that is still outside enters, if it can.</summary>
    private bool EnterFirst(long cycle)
    {
        int first = Array.IndexOf(_entered, false);
        return first >= 0 && TryEnter(first, cycle);
    }

    /// <summary>In each channel the first of its own.</summary>
    private bool EnterEach(long cycle)
    {
        bool any = false;
        var seen = new HashSet<int>();
        for (int i = 0; i < _requests.Length && _arrivals[i] <= cycle && seen.Count < _channels.Length; i++)
            if (!_entered[i] && seen.Add(ChannelOf(i)))
                any |= TryEnter(i, cycle);
        return any;
    }

    private int ChannelOf(int index) => _mapping.ChannelOf(_requests[index].Address / _spec.BurstBytes);

    private bool TryEnter(int index, long cycle)
    {
        NaiveChannel channel = _channels[ChannelOf(index)];
        if (_arrivals[index] > cycle || !channel.HasRoom(_requests[index].IsWrite))
            return false;
        channel.Accept(index, _mapping.LocalBurst(_requests[index].Address / _spec.BurstBytes), _requests[index].IsWrite, cycle + 1);
        _entered[index] = true;
        _left--;
        return true;
    }
}
