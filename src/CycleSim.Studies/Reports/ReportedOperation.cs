using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Reports;

/// <summary>One operation of a step, or the write-back behind the last, as a report has it.</summary>
public sealed record ReportedOperation
{
    /// <summary>Position in the program.</summary>
    public required long Index { get; init; }

    /// <summary>Name of the layer.</summary>
    public required string Layer { get; init; }

    /// <summary>Pass, in snake case.</summary>
    public required string Pass { get; init; }

    /// <summary>Name of the operation within layer and pass.</summary>
    public required string Part { get; init; }

    /// <summary>Shape and tiling; null for operations of the vector unit, and in reports of replays.</summary>
    public ReportedGemm? Gemm { get; init; }

    /// <summary>Core cycles by cause.</summary>
    public required ReportedCycles Cycles { get; init; }

    /// <summary>What the scratchpads did.</summary>
    public required ReportedScratchpads Scratchpads { get; init; }

    /// <summary>What the DRAM did.</summary>
    public required ReportedDram Dram { get; init; }

    /// <summary>Energy by component.</summary>
    public required ReportedEnergy Energy { get; init; }

    /// <summary>Where the time of array and DMA channel went; null on machines without overlap, tiles and ideal memory.</summary>
    public ReportedTimes? Times { get; init; }

    /// <summary>Multiply-accumulates.</summary>
    public long Macs => Gemm?.Macs ?? 0;

    /// <summary>Bytes from and to DRAM.</summary>
    public long DramBytes => Dram.ReadBytes + Dram.WriteBytes;

    internal static ReportedOperation Of(OperationResult operation, MachineSpec machine) => new()
    {
        Index = operation.Index,
        Layer = operation.Layer,
        Pass = EnumName.Of(operation.Pass),
        Part = operation.Part,
        Gemm = ReportedGemm.Of(operation, machine.Array),
        Cycles = ReportedCycles.Of(operation.Cycles),
        Scratchpads = ReportedScratchpads.Of(operation.Scratchpads),
        Dram = ReportedDram.Of(operation.Dram, machine.Dram.BurstBytes),
        Energy = ReportedEnergy.Of(operation.Energy),
        Times = ReportedMachine.HasTimes(machine) ? ReportedTimes.Of(operation.Times) : null,
    };
}
