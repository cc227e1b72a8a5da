using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Models;
using CycleSim.Device.Junction;
using CycleSim.Platform;

namespace CycleSim.Studies.Codesign;

/// <summary>The memory that co-design improves on: all bits alike, no code, one attempt, at the barrier of its junction.</summary>
/// <param name="Design">Its design.</param>
/// <param name="WriteErrorRate">Its write error rate.</param>
/// <param name="Budget">What the bits that must be right have to meet.</param>
/// <param name="Cell">Its cells, for no lifetime.</param>
/// <param name="Memory">It as the machine sees it.</param>
public sealed record CodesignBaseline(
    CellDesign Design, double WriteErrorRate, FailureBudget Budget, StoredCell Cell, ScratchpadMemory Memory)
{
    private const double Nano = 1e-9;

    private const int BitsPerByte = 8;

    /// <summary>The baseline of a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cells">Finds its write.</param>
    /// <param name="arrays">Designs its array.</param>
    /// <exception cref="InputException">The memory has no write point to start from, or no current reaches its error rate.</exception>
    public static CodesignBaseline Of(CodesignQuestion question, CellModel cells, ScratchpadArrays arrays)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(arrays);
        WritePoint point = WritePointOf(question.Point.Memory.Technology);
        int lineBits = question.Point.Machine.Spec.Scratchpad.LineBytes * BitsPerByte;
        double rate = point.WriteErrorRate ?? DeviceWritePoints.BaseWriteErrorRate;
        double barrier = question.Junction.At(PhysicalConstants.ReferenceTemperatureK).ThermalStability;
        CellDesign design = new(barrier, Math.Round(point.PulseS / Nano, 6), CodeChoice.None(lineBits), 1);
        StoredCell cell = cells.Written(design, lineBits, 0, rate) ?? throw new InputException(FormattableString.Invariant(
            $"no current gives the cells of {question.Point.Memory.Label} a write error rate of {rate:G3} in {design.PulseNs:G4} ns"));
        FailureBudget budget = new(question.MaxLineFailure ?? cell.LineFailure, lineBits);
        return new(design, rate, budget, cell, new ScratchpadMemory(arrays.Metrics(cell, 0, null)));
    }

    /// <summary>The write of a memory that co-design can change.</summary>
    /// <param name="memory">The memory.</param>
    /// <exception cref="InputException">It has none.</exception>
    public static WritePoint WritePointOf(MemoryTechnology memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return memory switch
        {
            { Code: not null } => throw new InputException($"memory {memory.Name} has a code already; co-design chooses it"),
            { Model: HeterogeneousModel } => throw new InputException($"memory {memory.Name} has several arrays; co-design chooses them"),
            { Circuit.WritePoint: { } point } => point,
            _ => throw new InputException($"memory {memory.Name} is no STT-MRAM with a circuit; possible: e.g. stt-mram-p55"),
        };
    }
}
