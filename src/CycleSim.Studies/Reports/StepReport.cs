using System.Text.Json.Serialization;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Traffic;
using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Reports;

/// <summary>
/// The result of a step as files have it: `cyclesim simulate --json` writes it, points of studies are made of it, plots read it. Its keys
/// are the names here in snake case, unless a member keeps the key of version 0.1; operations add up to the totals exactly, and nothing
/// depends on when or where the run took place.
/// </summary>
/// <param name="ToolVersion">Version of the program that wrote it.</param>
/// <param name="ModelRevision">Revision of the model that it was computed with.</param>
/// <param name="Network">Name of the network.</param>
/// <param name="Batch">Batch size.</param>
/// <param name="FirstLayer">Name of the first layer that ran.</param>
/// <param name="LastLayer">Name of the last layer that ran.</param>
/// <param name="Seed">Seed of what was random: attempts at verified writes, or the training whose traffic was stored.</param>
/// <param name="Machine">The machine.</param>
/// <param name="Memory">Its on-chip memory.</param>
/// <param name="Totals">What the step took.</param>
/// <param name="Operations">What each operation took, and the write-back behind the last.</param>
/// <param name="Traffic">What steps of training stored; null without recorded traffic.</param>
/// <param name="Lifetimes">How long data live; null where nobody asked.</param>
/// <param name="RunsAsOperators">
/// True where element-wise operations, ReLU too, are passes of their own; null where ReLUs are fused into layers.
/// </param>
public sealed record StepReport(
    string ToolVersion, long ModelRevision, string Network, [property: JsonConverter(typeof(BatchConverter))] long Batch,
    string FirstLayer, string LastLayer, ulong Seed, ReportedMachine Machine, ReportedMemory Memory, ReportedTotals Totals,
    IReadOnlyList<ReportedOperation> Operations, IReadOnlyList<ReportedTraffic>? Traffic = null,
    ReportedLifetimes? Lifetimes = null, bool? RunsAsOperators = null)
{
    /// <summary>What a run as operators means, where results say that it is one.</summary>
    public const string OperatorsText = "run as operators: element-wise operations, ReLU too, are passes of their own";

    /// <summary>Network, batch, memory, capacity and machine in one line.</summary>
    public string Title => $"{Network}, batch {Batch}, {Memory.Technology} {ByteSize.Format(Memory.CapacityBytes)}, {Machine.Name}";

    /// <summary>Whether the operations add up to the totals. What the program writes does; a damaged file does not.</summary>
    /// <exception cref="OverflowException">Energies of a damaged file exceed all bounds.</exception>
    public bool AddsUp =>
        Operations.Aggregate(ReportedCycles.None, (sum, operation) => sum + operation.Cycles) == Totals.Cycles
        && Operations.Aggregate(ReportedScratchpads.None, (sum, operation) => sum + operation.Scratchpads) == Totals.Scratchpads
        && Operations.Aggregate(ReportedDram.None, (sum, operation) => sum + operation.Dram) == Totals.Dram
        && Operations.Aggregate(ReportedEnergy.None, (sum, operation) => sum + operation.Energy) == Totals.Energy;

    /// <summary>The seed that results of a machine name: that of its components, else a given one, else 1, which is not used.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="given">What the user gave; null for nothing.</param>
    public static ulong SeedOf(MachineSpec machine, ulong? given = null)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return (ulong?)machine.Seed ?? given ?? 1;
    }

    /// <summary>The report of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="seed">Seed of what was random; that of <see cref="SeedOf"/>.</param>
    /// <param name="toolVersion">Version of the program.</param>
    /// <param name="traffic">What steps of training stored; empty for none.</param>
    public static StepReport Of(
        StepResult result, ulong seed, string toolVersion, params IReadOnlyCollection<TrafficReport> traffic)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(traffic);
        return new StepReport(
            toolVersion, Accelerator.Steps.ModelRevision.Number, result.Program.Network.Name, result.Program.Batch,
            result.Program.Network.Layers[result.Program.FirstLayer].Name, result.Program.Network.Layers[result.Program.LastLayer].Name,
            seed, ReportedMachine.Of(result.Machine), ReportedMemory.Of(result), ReportedTotals.Of(result),
            [.. result.Operations.Select(operation => ReportedOperation.Of(operation, result.Machine))],
            traffic.Count == 0 ? null : [.. traffic.Select(ReportedTraffic.Of)],
            RunsAsOperators: result.Program.RunsAsOperators ? true : null);
    }
}
