using CsCheck;
using CycleSim.Configuration.Models;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Tests.Naive;

/// <summary>Random parts of a standard, and random requests for them.</summary>
internal static class RandomDram
{
    private static readonly string[] Fields = ["ro", "ra", "bg", "ba", "ch", "co"];

    /// <summary>A part of a standard: organisation, mapping, queues, and timings within the standard's limits.</summary>
    internal static Gen<DramSpec> Parts(string standard) =>
        from shipped in OneOf([.. ShippedParts(standard)])
        from ranks in OneOf(1, 1, 2, 4)
        from groups in OneOf(1, 2, 4)
        from banks in OneOf(1, 2, 4)
        from channels in OneOf(1, 1, 2, 4)
        from columns in OneOf(1, 4, 8, 16, 64)
        from reads in OneOf(1, 2, 9, 32)
        from writes in OneOf(1, 2, 9, 32)
        from queue in OneOf(1, 2, 8)
        from mapping in Gen.Shuffle(Fields)
        from timing in Timings(shipped.Timing, ranks)
        let spec = shipped with
        {
            Ranks = ranks,
            BankGroups = groups,
            Banks = groups * banks,
            Channels = channels,
            Rows = 8,
            Columns = columns,
            QueueDepth = reads,
            WriteBufferDepth = writes,
            BankQueueDepth = queue,
            Mapping = string.Join(' ', mapping),
            Timing = timing,
        }
        select spec;

    /// <summary>Parts that every policy but dramsim3 can run.</summary>
    internal static Gen<DramSpec> PartsOfDefault(string standard) =>
        from part in Parts(standard)
        from scheduler in OneOf("fr_fcfs", "fr_fcfs", "fcfs", "round_robin")
        from page in OneOf("open", "open", "closed")
        from cap in Gen.Int[1, 9]
        from refresh in OneOf("all_bank", "all_bank_simultaneous", "per_bank")
        from dual in Gen.Bool
        select part with
        {
            Scheduler = scheduler,
            PagePolicy = page,
            RowHitCap = cap,
            RefreshPolicy = Possible(part, refresh, TimingRules.Jedec),
            HasDualCommand = dual && part.Standard.HasRowAndColumnBus,
        };

    /// <summary>Parts that policy dramsim3 can run.</summary>
    internal static Gen<DramSpec> PartsOfDramsim3(string standard) =>
        from part in Parts(standard)
        from refresh in OneOf("all_bank", "all_bank", "all_bank_simultaneous", "per_bank")
        from dual in Gen.Bool
        select part with
        {
            RefreshPolicy = Possible(part, refresh, TimingRules.Dramsim3),
            HasDualCommand = dual && part.Standard.HasRowAndColumnBus,
        };

    /// <summary>Requests that hit rows, miss them, conflict, come back to the same burst, and leave pauses.</summary>
    internal static Gen<DramRequest[]> Requests(DramSpec spec) =>
        from count in Gen.Int[1, 140]
        from spread in Gen.Int[2, 10]
        from share in Gen.Int[0, 10]
        from pace in Gen.Int[0, 6]
        from picks in Gen.Select(
            Gen.Int[0, 1 << 20], Gen.Int[0, 9], Gen.Frequency((12, Gen.Int[0, 1 << pace]), (1, Gen.Int[0, 300])),
            Gen.Int[0, 4]).Array[count]
        from pause in Gen.Frequency((4, Gen.Const(0L)), (1, Gen.Long[0, 9000]))
        from pauseAt in Gen.Int[0, count - 1]
        select Requests(spec, picks, spread, share, pause, pauseAt);

    private static DramRequest[] Requests(
        DramSpec spec, (int Place, int Write, int Gap, int Step)[] picks, int spread, int share, long pause, int pauseAt)
    {
        long bursts = spec.CapacityBytes / spec.BurstBytes;
        long cycle = 0;
        long burst = 0;
        var requests = new DramRequest[picks.Length];
        for (int i = 0; i < picks.Length; i++)
        {
            (int place, int write, int gap, int step) = picks[i];
            // Most follow the one before; the others jump among few places all over the part.
            burst = (step > 1 ? burst + 1 : place % (1 << spread) * 7919L) % bursts;
            cycle += gap + (i == pauseAt ? pause : 0);
            requests[i] = new DramRequest(cycle, burst * spec.BurstBytes, write < share);
        }

        return requests;
    }

    private static IEnumerable<DramSpec> ShippedParts(string standard) =>
        ModelStore.Names(ModelKind.Dram).Select(DramLoader.Load).Where(part => part.Standard.Name == standard);

    private static string Possible(DramSpec part, string refresh, TimingRules rules)
    {
        TimingTable table = part.Table(rules);
        return refresh == "per_bank" && (table.BankRefreshIntervalCycles == 0 || table.BankRefreshCycles == 0) ? "all_bank" : refresh;
    }

    /// <summary>The timings of a part, some of them changed, and refreshes as often as may be.</summary>
    private static Gen<DramTiming> Timings(DramTiming shipped, int ranks) =>
        from factors in Gen.Frequency((3, Gen.Const(100)), (2, Gen.Int[20, 250])).Array[shipped.Values.Count]
        from often in Gen.Int[0, 600]
        select Within(shipped, factors, often, ranks);

    private static DramTiming Within(DramTiming shipped, int[] factors, int often, int ranks)
    {
        DramTiming timing = shipped;
        DramParameter[] parameters = [.. shipped.Standard.Parameters];
        for (int i = 0; i < parameters.Length; i++)
        {
            // GDDR6 has bursts of two cycles, and DRAMsim3 halves them.
            if (parameters[i].Name is not ("burst" or "trefi"))
                timing = timing.With((parameters[i].Name, (timing[parameters[i].Name] * factors[i] + 50) / 100));
        }

        // Limits depend on other values, which may be put right later.
        for (int round = 0; round < 6; round++)
        {
            foreach (DramParameter parameter in parameters)
            {
                var values = new Dictionary<string, int>(timing.Values, StringComparer.Ordinal) { ["ranks"] = ranks };
                int min = CycleFormula.Evaluate(parameter.Min, values);
                int max = Math.Max(min, CycleFormula.Evaluate(parameter.Max, values));
                int wanted = parameter.Name == "trefi" ? min + often : timing[parameter.Name];
                timing = timing.With((parameter.Name, Math.Clamp(wanted, min, max)));
            }
        }

        return WithTimeBetweenBankRefreshes(timing);
    }

    /// <summary>Banks that are refreshed again before they have done anything would block for ever.</summary>
    private static DramTiming WithTimeBetweenBankRefreshes(DramTiming timing)
    {
        if (timing.Values.GetValueOrDefault("trefib") == 0 || timing["trfcb"] == 0)
            return timing;
        int work = timing["tras"] + timing["trp"] + timing["cwl"] + timing["al"] + timing["twr"] + timing["burst"] + 64;
        return timing.With(("trefib", Math.Max(timing["trefib"], timing["trfcb"] + work)));
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
