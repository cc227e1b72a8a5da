using System.Globalization;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Text;
using CycleSim.Dram.Statistics;
using CycleSim.Terminal;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Cli.Output;

/// <summary>Prints the result of a training step: a summary first, then where time and energy went, then layers.</summary>
internal static class StepTables
{
    /// <summary>Prints a step.</summary>
    /// <param name="result">The step.</param>
    /// <param name="details">Whether every operation is printed too.</param>
    internal static void Print(StepResult result, bool details)
    {
        StepSummary.Print(result);
        StepSummary.PrintUnits(result);
        PrintTotals(result);
        PrintVerified(result.Scratchpads);
        StepLayerTable.Print(result);
        if (!details)
            return;
        PrintOperations(result);
        PrintTimes(result);
    }

    /// <summary>What verified writes took.</summary>
    private static void PrintVerified(ScratchpadTotals scratchpads)
    {
        foreach (TensorRole role in TensorRoles.All)
        {
            ScratchpadCounts counts = scratchpads.Of(role);
            if (counts.WriteAttempts == 0)
                continue;
            ProseText.Print(
                Invariant($"{EnumName.Of(role)} scratchpad: {(double)counts.WriteAttempts / counts.WriteAccesses:0.0000} attempts ") +
                "a write, " +
                Invariant($"{counts.UnfinishedWrites:N0} of {counts.WriteAccesses:N0} writes left a wrong bit"));
        }
    }

    /// <summary>Cycles by cause, memories, energy by component of a step.</summary>
    internal static void PrintTotals(StepResult result) => PrintTotals(
        result.Cycles, result.Scratchpads, result.Dram, result.Machine.Dram.BurstBytes, result.Energy, result.Accumulators);

    /// <summary>Cycles by cause, memories, energy by component.</summary>
    internal static void PrintTotals(
        CycleCounts cycles, ScratchpadTotals scratchpads, DramCounts dram, int burstBytes, EnergyBreakdown energy,
        AccumulatorCounts accumulators = default)
    {
        PrintCycles(cycles);
        PrintMemories(scratchpads, dram, burstBytes, accumulators);
        PrintEnergy(energy);
    }

    /// <summary>Where the time of each operation went, on machines on which array and DMA channel can be busy at once.</summary>
    private static void PrintTimes(StepResult result)
    {
        if (Orderings.All.Get(result.Machine.Ordering).NeverOverlaps || result.UnitTimes is not { } total)
            return;
        var table = new TextTable(
            ("layer", false), ("pass", false), ("tiles", true), ("cycles", true), ("array", true), ("wait load", true),
            ("wait store", true), ("tail", true), ("loads", true), ("stores", true), ("DMA idle", true));
        foreach (OperationResult operation in result.Operations)
            Add(operation.Layer, operation.Part, operation.Gemm?.Tiles ?? 0, operation.Times!.Value);
        Add("total", "", result.Operations.Sum(operation => operation.Gemm?.Tiles ?? 0), total);
        Print(table);

        void Add(string layer, string part, long tiles, in StepTimes times) => table.Add(
            layer, part, tiles == 0 ? "" : N(tiles), N(times.TotalCycles), N(times.ArrayBusyCycles), N(times.WaitLoadCycles),
            N(times.WaitStoreCycles), N(times.TailCycles), N(times.LoadBusyCycles), N(times.StoreBusyCycles), N(times.DmaIdleCycles));
    }

    /// <summary>Shape of a product, behind their number where there are several.</summary>
    private static string Shape(GemmResult? gemm) => gemm switch
    {
        null => "",
        { Count: 1 } => $"{gemm.M} x {gemm.N} x {gemm.K}",
        _ => $"{gemm.Count} x ({gemm.M} x {gemm.N} x {gemm.K})",
    };

    private static void PrintOperations(StepResult result)
    {
        var table = new TextTable(
            ("layer", false), ("pass", false), ("M x N x K", true), ("folds", true), ("order", false), ("cycles", true), ("compute", true),
            ("fill/drain", true), ("vector", true), ("DRAM", true), ("conflict", true), ("latency", true), ("util %", true),
            ("reads", true), ("writes", true), ("bursts rd", true), ("bursts wr", true), ("row hit %", true), ("mJ", true));
        foreach (OperationResult operation in result.Operations)
        {
            GemmResult? gemm = operation.Gemm;
            ScratchpadCounts all = operation.Scratchpads.Activation + operation.Scratchpads.Weight + operation.Scratchpads.Error;
            CycleCounts cycles = operation.Cycles;
            table.Add(
                operation.Layer, operation.Part, Shape(gemm), gemm is null ? "" : N(gemm.Folds),
                gemm is null ? "" : gemm.Order == FoldOrder.RowsFirst ? "rows" : "columns", N(cycles.Total), N(cycles.Compute),
                N(cycles.FillDrain), N(cycles.Vector), N(cycles.Dram), N(cycles.BankConflict), N(cycles.AccessLatency),
                gemm is null ? "" : Invariant($"{operation.Utilisation(result.Machine.Array) * 100:0.00}"), N(all.ReadAccesses),
                N(all.WriteAccesses),
                N(operation.Dram.ReadBursts), N(operation.Dram.WriteBursts), Share(operation.Dram.RowHits, operation.Dram.Bursts),
                Invariant($"{operation.Energy.TotalPj / 1e9m:0.000}"));
        }

        Print(table);
    }

    private static void PrintCycles(CycleCounts cycles)
    {
        var table = new TextTable(("cycles by cause", false), ("cycles", true), ("share %", true));
        foreach ((string name, long value) in new[]
        {
            ("compute", cycles.Compute), ("fill/drain", cycles.FillDrain), ("vector path", cycles.Vector), ("DRAM", cycles.Dram),
            ("bank conflict", cycles.BankConflict), ("access latency", cycles.AccessLatency), ("total", cycles.Total),
        })
        {
            table.Add(name, N(value), Share(value, cycles.Total));
        }

        Print(table);
    }

    private static void PrintMemories(ScratchpadTotals scratchpads, DramCounts dram, int burst, AccumulatorCounts accumulators)
    {
        var table = new TextTable(
            ("memory", false), ("reads", true), ("writes", true), ("bytes read", true), ("bytes written", true), ("conflicts", true));
        foreach (TensorRole role in TensorRoles.All)
        {
            ScratchpadCounts counts = scratchpads.Of(role);
            table.Add(
                $"{role.ToString().ToLowerInvariant()} scratchpad", N(counts.ReadAccesses), N(counts.WriteAccesses), N(counts.ReadBytes),
                N(counts.WriteBytes), N(counts.Conflicts));
        }

        if (accumulators.Writes > 0)
        {
            table.Add(
                "accumulator buffer", N(accumulators.Reads), N(accumulators.Writes), N(accumulators.Reads * AccumulatorSpec.WordBytes),
                N(accumulators.Writes * AccumulatorSpec.WordBytes));
        }

        table.Add("DRAM", N(dram.ReadBursts), N(dram.WriteBursts), N(dram.ReadBursts * burst), N(dram.WriteBursts * burst));
        Print(table);
        PrintDram(dram);
    }

    private static void PrintDram(DramCounts dram)
    {
        var table = new TextTable(("DRAM", false), ("number", true), ("share %", true));
        table.Add("row hits", N(dram.RowHits), Share(dram.RowHits, dram.Bursts));
        table.Add("row misses", N(dram.RowMisses), Share(dram.RowMisses, dram.Bursts));
        table.Add("row conflicts", N(dram.RowConflicts), Share(dram.RowConflicts, dram.Bursts));
        table.Add(dram.BankRefreshes > 0 ? "refreshes of whole ranks" : "refreshes", N(dram.Refreshes));
        if (dram.BankRefreshes > 0)
            table.Add("refreshes of single banks", N(dram.BankRefreshes));
        Print(table);
    }

    private static void PrintEnergy(EnergyBreakdown energy)
    {
        (string prefix, double joules) = SiText.PrefixOf((double)(energy.TotalPj * 1e-12m) / 10);
        var table = new TextTable(("energy by component", false), ($"{prefix}J", true), ("share %", true));
        (string Name, decimal Pj)[] parts =
        [
            ("DRAM activate/precharge", energy.DramActivatePj), ("DRAM read", energy.DramReadPj), ("DRAM write", energy.DramWritePj),
            ("DRAM refresh", energy.DramRefreshPj), ("DRAM background", energy.DramBackgroundPj),
            ("DRAM interface and termination", energy.DramInterfacePj), ("scratchpad read", energy.ScratchpadReadPj),
            ("scratchpad write", energy.ScratchpadWritePj), ("scratchpad leakage", energy.LeakagePj), ("compute", energy.ComputePj),
            .. energy.AccumulatorPj > 0 ? [("accumulator buffer", energy.AccumulatorPj)] : Array.Empty<(string, decimal)>(),
            ("total", energy.TotalPj),
        ];
        foreach ((string name, decimal pj) in parts)
        {
            decimal share = energy.TotalPj == 0 ? 0 : pj / energy.TotalPj * 100;
            table.Add(name, Invariant($"{(double)(pj * 1e-12m) / joules:N3}"), Invariant($"{share:0.00}"));
        }

        Print(table);
    }

    /// <summary>Prints a table and an empty line behind it.</summary>
    internal static void Print(TextTable table)
    {
        table.Print();
        Console.WriteLine();
    }

    internal static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Share(long part, long whole) => whole == 0 ? "" : Invariant($"{(double)part / whole * 100:0.00}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
