using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Text;
using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>
/// Prints what each layer took in all its passes. Energies have one unit and bytes another, so that they can be compared. What is neither
/// DRAM nor stall (bank conflicts and latency) is computing, filling and draining the array, and vector operations.
/// </summary>
internal static class StepLayerTable
{
    internal static void Print(StepResult result)
    {
        (string Prefix, double Factor) energy = SiText.PrefixOf((double)(result.Energy.TotalPj * 1e-12m) / 10);
        (string Prefix, double Factor) traffic = SiText.PrefixOf(result.DramBytes / 10);
        var table = new TextTable(
            ("layer", false), ("cycles", true), ("share %", true), ("DRAM %", true), ("stall %", true), ("util %", true),
            ($"DRAM {traffic.Prefix}B", true), ($"{energy.Prefix}J", true));
        foreach (IGrouping<string, OperationResult> layer in result.Operations.GroupBy(operation => operation.Layer))
            Add(layer.Key, [.. layer]);
        Add("total", result.Operations);
        StepTables.Print(table);

        void Add(string name, IReadOnlyList<OperationResult> parts)
        {
            CycleCounts cycles = parts.Aggregate(default(CycleCounts), (sum, part) => sum + part.Cycles);
            table.Add(
                name, StepTables.N(cycles.Total), StepTables.Share(cycles.Total, result.Cycles.Total),
                StepTables.Share(cycles.Dram, cycles.Total), StepTables.Share(cycles.BankConflict + cycles.AccessLatency, cycles.Total),
                Utilisation(parts, cycles.Total, result),
                Fixed(parts.Sum(part => part.Dram.Bursts) * result.Machine.Dram.BurstBytes / traffic.Factor),
                Fixed((double)(parts.Sum(part => part.Energy.TotalPj) * 1e-12m) / energy.Factor));
        }
    }

    private static string Utilisation(IReadOnlyList<OperationResult> parts, long cycles, StepResult result)
    {
        long macs = parts.Sum(part => part.Gemm?.Macs ?? 0);
        double slots = (double)cycles * result.Machine.Array.Rows * result.Machine.Array.FoldColumns;
        return macs == 0 ? "" : FormattableString.Invariant($"{macs / slots * 100:0.00}");
    }

    private static string Fixed(double value) => FormattableString.Invariant($"{value:N3}");
}
