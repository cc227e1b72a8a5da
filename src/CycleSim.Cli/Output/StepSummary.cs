using System.Globalization;
using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Reports;
using CycleSim.Terminal;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Cli.Output;

/// <summary>Prints what a training step took in a few lines, and where the time of overlapped machines went.</summary>
internal static class StepSummary
{
    internal static void Print(StepResult result)
    {
        StepProgram program = result.Program;
        ProseText.Print($"{program.Network.Name}{Range(program)}, batch {program.Batch}, on {result.Machine.Name} with "
            + $"{ByteSize.Format(result.CapacityBytes)} of {result.Memory}");
        Console.WriteLine();
        Line("time", $"{SiText.Format(result.TimeS, "s")} = {result.Cycles.Total:N0} cycles");
        Line("energy", SiText.Format((double)(result.Energy.TotalPj * 1e-12m), "J"));
        Line("DRAM traffic", SiText.Format(result.DramBytes, "B"));
        Line("compute", $"{result.Macs:N0} multiply-accumulates, {result.Utilisation * 100:0.00} % of what the array could do");
        Line(
            "scratchpads",
            $"read {result.ReadCycles}, write {result.WriteCycles} cycles; {SiText.Format(result.LeakageMw * 1e-3, "W")} of leakage; " +
            $"{SiText.Number(result.AreaMm2)} mm2");
        if (result.Program.RunsAsOperators)
            Line("layers", StepReport.OperatorsText);
        Line("memory model", $"{result.MemoryModel.ToString().ToLowerInvariant()} of the memory's file");
        Console.WriteLine();
    }

    /// <summary>What array and DMA channel did, on machines on which both can be busy at once.</summary>
    internal static void PrintUnits(StepResult result)
    {
        if (Orderings.All.Get(result.Machine.Ordering).NeverOverlaps || result.UnitTimes is not { } times)
            return;
        var table = new TextTable(("unit", false), ("state", false), ("cycles", true), ("share %", true));
        foreach ((string unit, string state, long cycles) in new[]
        {
            ("array", "busy", times.ArrayBusyCycles), ("array", "waits for loads", times.WaitLoadCycles),
            ("array", "waits for stores", times.WaitStoreCycles), ("array", "done, last stores", times.TailCycles),
            ("DMA", "loads", times.LoadBusyCycles), ("DMA", "stores", times.StoreBusyCycles), ("DMA", "idle", times.DmaIdleCycles),
        })
        {
            table.Add(unit, state, StepTables.N(cycles), StepTables.Share(cycles, times.TotalCycles));
        }

        StepTables.Print(table);
    }

    private static string Range(StepProgram program) => program.IsPartial
        ? $" (layers {program.Network.Layers[program.FirstLayer].Name} to {program.Network.Layers[program.LastLayer].Name} only)"
        : "";

    private static void Line(string name, FormattableString text) => Line(name, text.ToString(CultureInfo.InvariantCulture));

    private static void Line(string name, string text) => ProseText.Print($"  {name,-14}{text}");
}
