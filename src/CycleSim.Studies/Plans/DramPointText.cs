using CycleSim.Dram.Parts;
using CycleSim.Dram.Policies;
using CycleSim.Dram.Standards;
using CycleSim.Studies.Identity;

namespace CycleSim.Studies.Plans;

/// <summary>
/// The text of a DRAM part in the identity of a point (<see cref="PointText"/>): a part that version 0.1 could describe has the text that
/// it had there, and what is new is added where it differs from the default.
/// </summary>
internal static class DramPointText
{
    private static readonly (string Name, string Formula)[] FirstTimings =
    [
        ("Cl", "cl"), ("Cwl", "cwl"), ("BurstCycles", "burst"), ("Trcd", "trcd"), ("Trp", "trp"), ("Tras", "tras"), ("Trrd", "trrd"),
        ("Tfaw", "tfaw"), ("Tccd", "tccd"), ("Twtr", "twtr"), ("Trtp", "trtp"), ("Twr", "twr"), ("Trtrs", "trtrs"), ("Trefi", "trefi"),
        ("Trfc", "trfc"), ("Al", "al"), ("ReadToData", "al + cl"), ("WriteToData", "al + cwl"), ("ActivateToColumn", "trcd - al"),
        ("ColumnPitch", "max(burst, tccd)"), ("ReadToPrecharge", "al + trtp"), ("Trc", "tras + trp"),
        ("ReadToWrite", "cl + burst - cwl + trtrs"), ("WriteToRead", "al + cwl + burst + twtr"),
        ("WriteToPrecharge", "al + cwl + burst + twr"),
    ];

    /// <summary>The text of a part.</summary>
    /// <param name="dram">The part.</param>
    internal static string Of(DramSpec dram) => new RecordText("DramSpec")
        .Add("Name", dram.Name)
        .Add("ClockPeriodPs", dram.ClockPeriodPs)
        .Add("Ranks", dram.Ranks)
        .Add("Banks", dram.Banks)
        .Add("Rows", dram.Rows)
        .Add("Columns", dram.Columns)
        .Add("BurstBytes", dram.BurstBytes)
        .Add("QueueDepth", dram.QueueDepth)
        .Add("WriteBufferDepth", dram.WriteBufferDepth)
        .Add("BankQueueDepth", dram.BankQueueDepth)
        .Add("Mapping", dram.Mapping)
        .Add("PagePolicy", PagePolicies.StoredName(dram.PagePolicy))
        .Add("RowHitCap", dram.RowHitCap)
        .Add("Refresh", dram.Refresh)
        .Add("Timing", Of(dram.Timing))
        .Add("Energy", Of(dram.Energy))
        .Add("CapacityBytes", dram.CapacityBytes)
        .Add("LastCycle", dram.LastCycle)
        .Add("PeakGbPerS", dram.PeakGbPerS)
        .AddUnless("Channels", dram.Channels, 1)
        .AddUnless("BankGroups", dram.BankGroups, 1)
        .AddUnless("Scheduler", dram.Scheduler, Schedulers.Default)
        .AddUnless("RefreshPolicy", dram.RefreshPolicy, RefreshPolicies.Default)
        .AddUnless("HasDualCommand", dram.HasDualCommand, false)
        .AddUnless("PowerDown", dram.PowerDown, PowerDownSpec.Off)
        .ToString();

    private static string Of(DramTiming timing)
    {
        bool hasFirst = FirstTimings.All(first => first.Formula.Contains(' ') || timing.Values.ContainsKey(first.Formula));
        var text = new RecordText("DramTiming");
        foreach ((string name, string formula) in hasFirst ? FirstTimings : [])
            text.Add(name, CycleFormula.Evaluate(formula, timing.Values));
        foreach ((string name, int cycles) in timing.Given)
            if (!hasFirst || !FirstTimings.Any(first => first.Formula == name))
                text.Add(name, cycles);
        return text
            .AddUnless("Standard", timing.Standard.Name, DramStandard.DefaultName)
            .AddUnless("StandardText", timing.Standard.OwnText ?? "", "")
            .ToString();
    }

    private static string Of(DramUnitEnergies energy) => new RecordText("DramEnergy")
        .Add("ActivatePj", energy.ActivatePj)
        .Add("ReadPj", energy.ReadPj)
        .Add("WritePj", energy.WritePj)
        .Add("RefreshPj", energy.RefreshPj)
        .Add("ActiveCyclePj", energy.ActiveCyclePj)
        .Add("PrechargedCyclePj", energy.PrechargedCyclePj)
        .Add("InterfacePj", energy.DriverAndPhyPj)
        .Add("TerminationPj", energy.TerminationPj)
        .AddUnless("BankRefreshPj", energy.BankRefreshPj, null)
        .AddUnless("PrechargedPowerDownCyclePj", energy.PrechargedPowerDownCyclePj, null)
        .AddUnless("ActivePowerDownCyclePj", energy.ActivePowerDownCyclePj, null)
        .AddUnless("SelfRefreshCyclePj", energy.SelfRefreshCyclePj, null)
        .ToString();
}
