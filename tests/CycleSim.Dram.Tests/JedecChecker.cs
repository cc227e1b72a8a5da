using CycleSim.Dram.Commands;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Tests;

/// <summary>One DRAM command in one cycle.</summary>
internal readonly record struct SingleCommand(DramCommandKind Kind, long Cycle, int Rank, int Bank, int Row, int Column)
{
    internal bool IsColumn => Kind is DramCommandKind.Read or DramCommandKind.Write;
}

/// <summary>
/// Checks a list of commands against the rules of JESD79-3, each written down on its own: every pair of commands that are near
/// enough, then the state of each bank.
/// </summary>
internal static class JedecChecker
{
    internal static SingleCommand[] Expand(IEnumerable<DramCommandRun> commands) =>
    [
        .. commands.SelectMany(command => Enumerable.Range(0, command.Count).Select(i => new SingleCommand(
            command.Kind, command.Cycle + (long)i * command.PitchCycles, command.Rank, command.Bank, command.Row, command.Column + i)))
        .OrderBy(command => command.Cycle),
    ];

    /// <summary>Names of the rules that are broken; empty when all hold.</summary>
    internal static List<string> Violations(SingleCommand[] commands, DramSpec spec)
    {
        var found = new List<string>();
        var t = new Ddr3Cycles(spec.Timing);
        for (int i = 0; i < commands.Length; i++)
        {
            int reach = Reach(commands[i].Kind, t);
            for (int j = i + 1; j < commands.Length && commands[j].Cycle - commands[i].Cycle <= reach; j++)
            {
                foreach ((string rule, int limit) in Rules(commands[i], commands[j], t))
                    if (commands[j].Cycle - commands[i].Cycle < limit)
                        found.Add($"{rule}: {commands[i]} then {commands[j]}");
            }
        }

        CheckFourActivates(commands, t, found);
        CheckDataBus(commands, t, found);
        CheckBanks(commands, spec, found);
        return found;
    }

    /// <summary>No rule between a command of a kind and a later one reaches farther.</summary>
    private static int Reach(DramCommandKind kind, Ddr3Cycles t)
    {
        int[] limits = kind switch
        {
            DramCommandKind.Refresh => [t.Trfc],
            DramCommandKind.Precharge => [t.Trp],
            DramCommandKind.Activate => [t.Trcd, t.Tras + t.Trp, t.Trrd],
            _ => [t.Tccd, t.Al + t.Trtp, t.Al + t.Cwl + t.Burst + Math.Max(t.Twr, t.Twtr), t.Cl + t.Burst + t.Trtrs],
        };
        return limits.Max();
    }

    private static IEnumerable<(string Rule, int Limit)> Rules(SingleCommand a, SingleCommand b, Ddr3Cycles t)
    {
        yield return ("command bus", 1);
        if (a.IsColumn && b.IsColumn && a.Rank == b.Rank)
            yield return ("tCCD", t.Tccd);
        if (a.Kind == DramCommandKind.Read && b.Kind == DramCommandKind.Write)
            yield return ("read to write", t.Cl + t.Burst + t.Trtrs - t.Cwl);
        if (a.Rank != b.Rank)
            yield break;
        bool sameBank = a.Bank == b.Bank;
        bool closes = b.Kind == DramCommandKind.Precharge && sameBank;
        bool closed = a.Kind == DramCommandKind.Precharge && sameBank;
        switch (a.Kind)
        {
            case DramCommandKind.Activate when b.IsColumn && sameBank:
                yield return ("tRCD", t.Trcd - t.Al);
                break;
            case DramCommandKind.Activate when b.Kind == DramCommandKind.Activate:
                yield return sameBank ? ("tRC", t.Tras + t.Trp) : ("tRRD", t.Trrd);
                break;
            case DramCommandKind.Activate when closes:
                yield return ("tRAS", t.Tras);
                break;
            case DramCommandKind.Read when closes:
                yield return ("tRTP", t.Al + t.Trtp);
                break;
            case DramCommandKind.Write when closes:
                yield return ("tWR", t.Al + t.Cwl + t.Burst + t.Twr);
                break;
            case DramCommandKind.Write when b.Kind == DramCommandKind.Read:
                yield return ("tWTR", t.Al + t.Cwl + t.Burst + t.Twtr);
                break;
            case DramCommandKind.Refresh:
                yield return ("tRFC", t.Trfc);
                break;
            default:
                break;
        }

        if (closed && b.Kind == DramCommandKind.Activate)
            yield return ("tRP", t.Trp);
        if (a.Kind == DramCommandKind.Precharge && b.Kind == DramCommandKind.Refresh)
            yield return ("tRP before refresh", t.Trp);
    }

    private static void CheckFourActivates(SingleCommand[] commands, Ddr3Cycles t, List<string> found)
    {
        foreach (var rank in commands.Where(command => command.Kind == DramCommandKind.Activate).GroupBy(command => command.Rank))
        {
            long[] cycles = [.. rank.Select(command => command.Cycle)];
            for (int i = 4; i < cycles.Length; i++)
                if (cycles[i] - cycles[i - 4] < t.Tfaw)
                    found.Add($"tFAW: rank {rank.Key} at {cycles[i]}");
        }
    }

    private static void CheckDataBus(SingleCommand[] commands, Ddr3Cycles t, List<string> found)
    {
        (long Start, int Rank, bool IsWrite)[] bursts = [.. commands.Where(command => command.IsColumn).Select(command => (
            command.Cycle + t.Al + (command.Kind == DramCommandKind.Read ? t.Cl : t.Cwl), command.Rank,
            command.Kind == DramCommandKind.Write))];
        for (int i = 1; i < bursts.Length; i++)
        {
            // Between two writes the controller itself drives the bus throughout.
            bool sameDriver = bursts[i].Rank == bursts[i - 1].Rank || (bursts[i].IsWrite && bursts[i - 1].IsWrite);
            int turn = sameDriver ? 0 : t.Trtrs;
            if (bursts[i].Start < bursts[i - 1].Start + t.Burst + turn)
                found.Add($"data bus: burst at {bursts[i].Start} after {bursts[i - 1].Start}");
        }
    }

    private static void CheckBanks(SingleCommand[] commands, DramSpec spec, List<string> found)
    {
        int?[,] open = new int?[spec.Ranks, spec.Banks];
        foreach (SingleCommand command in commands)
        {
            int? row = open[command.Rank, command.Bank];
            switch (command.Kind)
            {
                case DramCommandKind.Activate when row is not null:
                    found.Add($"bank already open: {command}");
                    break;
                case DramCommandKind.Activate:
                    open[command.Rank, command.Bank] = command.Row;
                    break;
                case DramCommandKind.Precharge:
                    open[command.Rank, command.Bank] = null;
                    break;
                case DramCommandKind.Refresh when Enumerable.Range(0, spec.Banks).Any(bank => open[command.Rank, bank] is not null):
                    found.Add($"refresh with an open bank: {command}");
                    break;
                case DramCommandKind.Read or DramCommandKind.Write when row != command.Row:
                    found.Add($"row not open: {command}");
                    break;
                default:
                    break;
            }
        }
    }
}
