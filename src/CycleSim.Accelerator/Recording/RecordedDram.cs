using CycleSim.Dram.Parts;
using CycleSim.Dram.Policies;
using CycleSim.Dram.Standards;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Accelerator.Recording;

/// <summary>The DRAM part of a run as a trace keeps it: resolved values, so that a replay needs no other file.</summary>
public static class RecordedDram
{
    private const int Energies = 8;
    private const int MaxChannels = 64;
    private const int MaxCycles = 1_000_000_000;

    // The timings of version 0.1, which had names in no trace. A part that has these alone is still written so.
    private static readonly string[] FirstTimings =
    [
        "cl", "cwl", "burst", "trcd", "trp", "tras", "trrd", "tfaw", "tccd", "twtr", "trtp", "twr", "trtrs", "trefi", "trfc", "al",
    ];

    /// <summary>The part of a trace; null when the trace keeps none.</summary>
    /// <param name="header">Header of the trace.</param>
    /// <param name="name">The name that errors give the trace.</param>
    /// <exception cref="TraceFormatException">This version does not know the part.</exception>
    public static DramSpec? Of(Header header, string name)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.MachineValues?.Dram is { } part ? FromFormat(part, name) : null;
    }

    /// <summary>A part as a message.</summary>
    internal static DramPart ToFormat(DramSpec dram)
    {
        var part = new DramPart
        {
            Name = dram.Name,
            ClockPeriodPs = (ulong)dram.ClockPeriodPs,
            Ranks = (uint)dram.Ranks,
            Banks = (uint)dram.Banks,
            Rows = (uint)dram.Rows,
            Columns = (uint)dram.Columns,
            BurstBytes = (uint)dram.BurstBytes,
            QueueDepth = (uint)dram.QueueDepth,
            WriteBufferDepth = (uint)dram.WriteBufferDepth,
            BankQueueDepth = (uint)dram.BankQueueDepth,
            AddressMapping = dram.Mapping,
            PagePolicy = PagePolicies.StoredName(dram.PagePolicy),
            RowHitCap = (uint)dram.RowHitCap,
            Refresh = dram.Refresh,
            Standard = dram.Standard.Name == DramStandard.DefaultName ? "" : dram.Standard.Name,
            StandardText = dram.Standard.OwnText ?? "",
            Channels = dram.Channels > 1 ? (uint)dram.Channels : 0,
            BankGroups = dram.BankGroups > 1 ? (uint)dram.BankGroups : 0,
            Scheduler = dram.Scheduler == Schedulers.Default ? "" : dram.Scheduler,
            RefreshPolicy = dram.RefreshPolicy == RefreshPolicies.Default ? "" : dram.RefreshPolicy,
            DualCommand = dram.HasDualCommand,
            PowerDownIdleCycles = (uint)dram.PowerDown.IdleCycles,
            SelfRefreshIdleCycles = (uint)dram.PowerDown.SelfRefreshCycles,
        };
        AddTimings(part, dram.Timing);
        AddEnergies(part, dram.Energy);
        return part;
    }

    /// <summary>The part of a trace.</summary>
    /// <exception cref="TraceFormatException">The trace keeps no part, or one that this version does not know.</exception>
    internal static DramSpec FromFormat(DramPart? part, string name)
    {
        string[] names = part is { TimingNames.Count: > 0 } ? [.. part.TimingNames] : FirstTimings;
        if (part is null || part.TimingCycles.Count < names.Length || part.EnergyPj.Count < Energies)
            throw new TraceFormatException($"{name}: the header keeps no DRAM part, or only some of its values");
        var dram = new DramSpec(
            part.Name, (long)part.ClockPeriodPs, (int)part.Ranks, (int)part.Banks, (int)part.Rows, (int)part.Columns, (int)part.BurstBytes,
            (int)part.QueueDepth, (int)part.WriteBufferDepth, (int)part.BankQueueDepth, part.AddressMapping,
            PagePolicies.OfStored(part.PagePolicy), (int)part.RowHitCap, part.Refresh, TimingOf(part, names, name), EnergyOf(part))
        {
            Channels = Math.Max(1, (int)part.Channels),
            BankGroups = Math.Max(1, (int)part.BankGroups),
            Scheduler = part.Scheduler.Length == 0 ? Schedulers.Default : part.Scheduler,
            RefreshPolicy = part.RefreshPolicy.Length == 0 ? RefreshPolicies.Default : part.RefreshPolicy,
            HasDualCommand = part.DualCommand,
            PowerDown = new PowerDownSpec((int)part.PowerDownIdleCycles, (int)part.SelfRefreshIdleCycles),
        };
        return Problem(dram) is { } problem ? throw new TraceFormatException($"{name}: the header keeps a DRAM part with {problem}") : dram;
    }

    /// <summary>What no part has: a damaged header must not make a controller that nobody can run.</summary>
    private static string? Problem(DramSpec dram)
    {
        (string Name, int Value)[] sizes =
        [
            ("channels", dram.Channels), ("ranks", dram.Ranks), ("banks", dram.Banks), ("bank groups", dram.BankGroups),
            ("rows", dram.Rows), ("columns", dram.Columns), ("bytes of a burst", dram.BurstBytes),
        ];
        if (sizes.FirstOrDefault(size => !int.IsPow2(size.Value)) is { Name: { } wrong } size)
            return $"{size.Value} {wrong}: not a power of two";
        if (dram.Channels > MaxChannels || (long)dram.Ranks * dram.Banks > DramSpec.MaxBanksOfChannel || dram.BankGroups > dram.Banks)
        {
            return $"{dram.Channels} channels of {dram.Ranks} x {dram.Banks} banks in {dram.BankGroups} groups; allowed are " +
                $"{MaxChannels} channels of {DramSpec.MaxBanksOfChannel} banks";
        }

        if (dram.QueueProblem is { } queues)
            return queues;
        if (dram.RowHitCap is < 1 or > DramSpec.MaxRowHitCap)
            return $"{dram.RowHitCap} row hits in succession; allowed: 1 to {DramSpec.MaxRowHitCap}";
        int[] cycles = [.. dram.Timing.Values.Values, dram.PowerDown.IdleCycles, dram.PowerDown.SelfRefreshCycles];
        if (Array.Find(cycles, count => count is < 0 or > MaxCycles) is var wrongCycles and not 0)
            return $"a time of {wrongCycles} cycles; allowed: 0 to {MaxCycles}";
        return AddressMapping.Problem(dram) is { } mapping ? $"address mapping \"{dram.Mapping}\": it {mapping}" : null;
    }

    private static void AddTimings(DramPart part, DramTiming timing)
    {
        string[] given = [.. timing.Given.Select(value => value.Name)];
        bool isFirst = given.All(FirstTimings.Contains) && FirstTimings.All(timing.Values.ContainsKey);
        string[] names = isFirst ? FirstTimings : given;
        part.TimingCycles.AddRange(names.Select(name => (uint)timing[name]));
        if (!isFirst)
            part.TimingNames.AddRange(names);
    }

    private static void AddEnergies(DramPart part, DramUnitEnergies energy)
    {
        part.EnergyPj.AddRange(
        [
            energy.ActivatePj, energy.ReadPj, energy.WritePj, energy.RefreshPj, energy.ActiveCyclePj, energy.PrechargedCyclePj,
            energy.DriverAndPhyPj, energy.TerminationPj,
        ]);
        double?[] more =
            [energy.BankRefreshPj, energy.PrechargedPowerDownCyclePj, energy.ActivePowerDownCyclePj, energy.SelfRefreshCyclePj];
        if (more.Any(pj => pj is not null))
            part.EnergyPj.AddRange(more.Select(pj => pj ?? double.NaN));
    }

    private static DramTiming TimingOf(DramPart part, string[] names, string name)
    {
        try
        {
            string standard = part.Standard.Length == 0 ? DramStandard.DefaultName : part.Standard;
            return new DramTiming(
                part.StandardText.Length > 0 ? StandardLoader.OfText(part.StandardText, name) : StandardLoader.Load(standard),
                names.Zip(part.TimingCycles).ToDictionary(pair => pair.First, pair => (int)pair.Second));
        }
        catch (ArgumentException problem)
        {
            throw new TraceFormatException($"{name}: the header keeps a DRAM part that does not fit its standard: {problem.Message}");
        }
    }

    private static DramUnitEnergies EnergyOf(DramPart part)
    {
        double[] pj = [.. part.EnergyPj];
        double? More(int index) => Energies + index < pj.Length && !double.IsNaN(pj[Energies + index]) ? pj[Energies + index] : null;
        return new DramUnitEnergies(pj[0], pj[1], pj[2], pj[3], pj[4], pj[5], pj[6], pj[7])
        {
            BankRefreshPj = More(0),
            PrechargedPowerDownCyclePj = More(1),
            ActivePowerDownCyclePj = More(2),
            SelfRefreshCyclePj = More(3),
        };
    }
}
