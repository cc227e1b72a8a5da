using System.Globalization;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Replay;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Reports;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Cli.Output;

/// <summary>Prints what a replay took.</summary>
internal static class ReplayTables
{
    /// <summary>A closed-loop replay, beside the recorded run.</summary>
    internal static void Print(ReplayResult result, TraceFile file, JsonOutput output) => output.Print(
        ReplayReport.Of(result, file.EndCycle).Write, () => Print(result, file));

    /// <summary>An open-loop replay.</summary>
    internal static void Print(OpenLoopResult result, ReplayTarget target, JsonOutput output) => output.Print(
        OpenLoopReport.Of(result, target).Write, () => Print(result, target));

    private static void Print(ReplayResult result, TraceFile file)
    {
        Header header = result.Header;
        ProseText.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"recorded: {header.Memory} {ByteSize.Format((long)header.CapacityBytes)}, machine {header.Machine}: " +
            $"{file.EndCycle:N0} cycles"));
        ProseText.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"replayed: {result.Target.MemoryName} (read {result.Target.ReadCycles}, write {result.Target.WriteCycles} cycles), machine " +
            $"{result.Target.Machine.Name}: ") +
            Invariant($"{result.Cycles.Total:N0} cycles = {result.TimeS * 1e3:0.###} ms; {result.Energy.TotalPj / 1e9m:0.###} mJ"));
        StepTables.PrintTotals(result.Cycles, result.Scratchpads, result.Dram, result.Target.Machine.Dram.BurstBytes, result.Energy);
    }

    private static void Print(OpenLoopResult result, ReplayTarget target)
    {
        ProseText.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"open loop over {result.RecordedCycles:N0} recorded cycles on {target.MemoryName} (read {target.ReadCycles}, write " +
            $"{target.WriteCycles} cycles)"));
        var table = new TextTable(
            ("memory", false), ("requests", true), ("delayed", true), ("delay cycles", true), ("longest", true), ("busy %", true),
            ("late at end", true));
        foreach (OpenLoopScratchpad pad in result.Scratchpads)
        {
            ScratchpadCounts counts = pad.Counts;
            table.Add(
                $"{pad.Scratchpad.ToString().ToLowerInvariant()} scratchpad", N(counts.ReadAccesses + counts.WriteAccesses),
                N(counts.Conflicts),
                N(counts.ConflictWaitCycles), N(pad.LongestWaitCycles), Invariant($"{pad.BusyShare * 100:0.00}"), N(pad.LateCycles));
        }

        if (result.Dram is { } dram)
        {
            table.Add(
                "DRAM transfers", N(dram.Transfers), N(dram.DelayedTransfers), N(dram.DelayCycles), N(dram.LongestDelayCycles), "",
                N(dram.LateCycles));
        }

        table.Print();
        EnergyBreakdown energy = result.Energy;
        ProseText.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"energy over the recorded time, compute and what was not recorded left out: {energy.TotalPj / 1e9m:0.###} mJ (DRAM " +
            $"{energy.DramPj / 1e9m:0.###}, scratchpad read ") +
            Invariant($"{energy.ScratchpadReadPj / 1e9m:0.###}, write {energy.ScratchpadWritePj / 1e9m:0.###}, leakage ") +
            Invariant($"{energy.LeakagePj / 1e9m:0.###})"));
    }

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
