using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>When a command is legal: each rule is compared with the last command of each kind in each bank it looks at.</summary>
internal sealed class OracleDramTiming
{
    private const long Never = long.MinValue / 2;

    private readonly DramSpec _spec;
    private readonly Dictionary<DramCommandKind, Rule[]> _rules;
    private readonly Dictionary<DramCommandKind, long[,]> _last = [];
    private readonly List<long>[] _activates;

    internal OracleDramTiming(DramSpec spec)
    {
        _spec = spec;
        _rules = RulesOf(spec.Timing).GroupBy(rule => rule.Later).ToDictionary(rules => rules.Key, rules => rules.ToArray());
        _activates = [.. Enumerable.Range(0, spec.Ranks).Select(_ => new List<long>())];
        foreach (DramCommandKind kind in Enum.GetValues<DramCommandKind>())
        {
            _last[kind] = new long[spec.Ranks, spec.Banks];
            for (int i = 0; i < spec.Ranks * spec.Banks; i++)
                _last[kind][i / spec.Banks, i % spec.Banks] = Never;
        }
    }

    private enum Where
    {
        Bank,
        Rank,
        OtherRanks,
    }

    internal bool IsLegal(DramCommandKind kind, int rank, int bank, long cycle)
    {
        foreach (Rule rule in _rules[kind])
            for (int otherRank = 0; otherRank < _spec.Ranks; otherRank++)
                for (int otherBank = 0; otherBank < _spec.Banks; otherBank++)
                    if (Reaches(rule.Where, rank, bank, otherRank, otherBank)
                        && cycle < _last[rule.Earlier][otherRank, otherBank] + rule.Gap)
                        return false;
        List<long> activates = _activates[rank];
        return kind != DramCommandKind.Activate || activates.Count < 4 || cycle >= activates[^4] + _spec.Timing["tfaw"];
    }

    internal void Issue(DramCommandKind kind, int rank, int bank, long cycle)
    {
        _last[kind][rank, bank] = cycle;
        if (kind == DramCommandKind.Activate)
            _activates[rank].Add(cycle);
    }

    private static bool Reaches(Where where, int rank, int bank, int otherRank, int otherBank) => where switch
    {
        Where.Bank => otherRank == rank && otherBank == bank,
        Where.Rank => otherRank == rank,
        _ => otherRank != rank,
    };

    /// <summary>JESD79-3F, with the bus turnaround between ranks.</summary>
    private static Rule[] RulesOf(DramTiming t)
    {
        const DramCommandKind Act = DramCommandKind.Activate, Pre = DramCommandKind.Precharge, Rd = DramCommandKind.Read,
            Wr = DramCommandKind.Write, Ref = DramCommandKind.Refresh;
        int readLatency = t["al"] + t["cl"];
        int writeLatency = t["al"] + t["cwl"];
        int readThenWrite = readLatency + t["burst"] + t["trtrs"] - writeLatency;
        return
        [
            new(Act, Rd, Where.Bank, t["trcd"] - t["al"]),
            new(Act, Wr, Where.Bank, t["trcd"] - t["al"]),
            new(Act, Pre, Where.Bank, t["tras"]),
            new(Act, Act, Where.Bank, t["tras"] + t["trp"]),
            new(Act, Act, Where.Rank, t["trrd"]),
            new(Pre, Act, Where.Bank, t["trp"]),
            new(Rd, Pre, Where.Bank, t["al"] + t["trtp"]),
            new(Wr, Pre, Where.Bank, writeLatency + t["burst"] + t["twr"]),
            new(Rd, Rd, Where.Rank, Math.Max(t["tccd"], t["burst"])),
            new(Wr, Wr, Where.Rank, Math.Max(t["tccd"], t["burst"])),
            new(Rd, Rd, Where.OtherRanks, t["burst"] + t["trtrs"]),
            new(Wr, Wr, Where.OtherRanks, t["burst"]),
            new(Rd, Wr, Where.Rank, readThenWrite),
            new(Rd, Wr, Where.OtherRanks, readThenWrite),
            new(Wr, Rd, Where.Rank, writeLatency + t["burst"] + t["twtr"]),
            new(Wr, Rd, Where.OtherRanks, writeLatency + t["burst"] + t["trtrs"] - readLatency),
            new(Pre, Ref, Where.Rank, t["trp"]),
            new(Ref, Ref, Where.Rank, t["trfc"]),
            new(Ref, Act, Where.Rank, t["trfc"]),
        ];
    }

    private readonly record struct Rule(DramCommandKind Earlier, DramCommandKind Later, Where Where, int Gap);
}
