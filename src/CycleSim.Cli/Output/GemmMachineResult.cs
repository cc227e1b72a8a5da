using System.Text.Json.Serialization;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Reports;

namespace CycleSim.Cli.Output;

/// <summary>A product on a machine, as `cyclesim gemm --machine --json` writes it; all times in core cycles.</summary>
/// <param name="Machine">Name of the machine.</param>
/// <param name="Memory">Technology of its scratchpads.</param>
/// <param name="CapacityBytes">Capacity of all of them.</param>
/// <param name="M">Rows of the output.</param>
/// <param name="N">Columns of the output.</param>
/// <param name="K">Reduction dimension K.</param>
/// <param name="Residency">Which tensors are on-chip when.</param>
/// <param name="Ordering">Whether computation and transfers overlap.</param>
/// <param name="Mapping">What the choice of tiles makes as small as possible; null where there is none.</param>
/// <param name="Tm">Rows of a tile of the output; null where the product does not flow in tiles.</param>
/// <param name="Tn">Its columns.</param>
/// <param name="Tk">Its part of the reduction dimension K.</param>
/// <param name="Order">Loops from the outermost to the innermost.</param>
/// <param name="TileLoops">In which direction the loops over tiles run.</param>
/// <param name="Tiles">Tiles.</param>
/// <param name="Folds">Folds of all tiles.</param>
/// <param name="TotalCycles">All cycles.</param>
/// <param name="ArrayBusy">Array or vector unit compute, stalls for banks included.</param>
/// <param name="WaitLoad">They wait for operands.</param>
/// <param name="WaitStore">They wait for an output buffer.</param>
/// <param name="Tail">From the last computation to the end.</param>
/// <param name="DmaBusy">The channel is occupied.</param>
/// <param name="LoadBusy">By loads.</param>
/// <param name="StoreBusy">By stores.</param>
/// <param name="DmaIdle">Nothing can be moved.</param>
/// <param name="DramReadBytes">Bytes read from DRAM.</param>
/// <param name="DramWriteBytes">Bytes written to DRAM.</param>
/// <param name="CompulsoryBytes">Bytes when each operand moves once.</param>
/// <param name="LowerBoundBytes">Bytes that any schedule with the machine's words on-chip moves at least.</param>
/// <param name="Utilisation">Share of the array's multiply-accumulate slots that were used, 0 to 1.</param>
/// <param name="TimeS">Run time, s.</param>
/// <param name="EnergyPj">Energy, pJ.</param>
/// <param name="CyclesByCause">Cycles of the array by cause.</param>
internal sealed record GemmMachineResult(
    string Machine, string Memory, long CapacityBytes, long M, long N, long K, string Residency, string Ordering,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Mapping,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Tm,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Tn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Tk,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Order,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TileLoops,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Tiles,
    long Folds, long TotalCycles, long? ArrayBusy, long? WaitLoad, long? WaitStore, long? Tail, long? DmaBusy, long? LoadBusy,
    long? StoreBusy, long? DmaIdle, long DramReadBytes, long DramWriteBytes, long CompulsoryBytes, long LowerBoundBytes,
    double Utilisation, double TimeS, decimal EnergyPj,
    ReportedCycles CyclesByCause)
{
    /// <summary>What no schedule of the product stays below.</summary>
    internal static MachineTrafficBound BoundOf(StepResult result)
    {
        GemmResult gemm = result.Operations[0].Gemm!;
        return MachineTrafficBound.Of(new GemmShape(gemm.M, gemm.N, gemm.K), result.Machine, result.CapacityBytes);
    }

    /// <summary>The result as JSON has it.</summary>
    internal static GemmMachineResult Of(StepResult result)
    {
        GemmResult gemm = result.Operations[0].Gemm!;
        StepTimes? times = result.UnitTimes;
        MachineTrafficBound bound = BoundOf(result);
        long burst = result.Machine.Dram.BurstBytes;
        return new GemmMachineResult(
            result.Machine.Name, result.Memory, result.CapacityBytes, gemm.M, gemm.N, gemm.K, result.Machine.Residency,
            result.Machine.Ordering, gemm.Loops is null ? null : result.Machine.Mapping, gemm.Loops?.Tiling.Tm, gemm.Loops?.Tiling.Tn,
            gemm.Loops?.Tiling.Tk, gemm.Loops?.Order.Name,
            gemm.Loops is null ? null : EnumName.Of(result.Machine.TileLoops),
            gemm.Loops is null ? null : gemm.Tiles, gemm.Folds, result.Cycles.Total, times?.ArrayBusyCycles, times?.WaitLoadCycles,
            times?.WaitStoreCycles, times?.TailCycles, times?.DmaBusyCycles, times?.LoadBusyCycles, times?.StoreBusyCycles,
            times?.DmaIdleCycles, result.Dram.ReadBursts * burst,
            result.Dram.WriteBursts * burst, bound.CompulsoryBytes, bound.LowerBoundBytes, result.Utilisation, result.TimeS,
            result.Energy.TotalPj, ReportedCycles.Of(result.Cycles));
    }
}
