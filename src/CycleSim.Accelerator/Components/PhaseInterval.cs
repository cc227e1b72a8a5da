
namespace CycleSim.Accelerator.Components;

/// <summary>
/// An interval of the run. Intervals follow each other without gap or overlap with ordering `sequential`; where tiles overlap, those of
/// array and vector unit follow each other, and those of DRAM do, with waits between.
/// </summary>
/// <param name="Kind">What runs.</param>
/// <param name="Operation">Index of the operation in the program; the count of operations stands for the final write-back.</param>
/// <param name="StartCycle">First core cycle.</param>
/// <param name="EndCycle">Core cycle after the last.</param>
/// <param name="Folds">Folds run in it.</param>
/// <param name="ConflictStallCycles">Cycles in which the wavefront stalled for a bank that had been busy.</param>
/// <param name="LatencyStallCycles">Cycles in which it stalled for the access itself, and in which the last accesses ended.</param>
/// <param name="ComputeSteps">
/// Steps in which folds consume operands: K of the tile for each fold of an output-stationary array; with a stationary operand the
/// words that stream past it.
/// </param>
/// <param name="Steps">Counted steps of the array or of the vector unit.</param>
/// <param name="UncountedSteps">Steps that SCALE-Sim's counting leaves out.</param>
/// <param name="ActivationLines">Lines that lanes read and write in the activation scratchpad; 0 in DRAM phases.</param>
/// <param name="WeightLines">Lines that lanes read and write in the weight scratchpad; 0 in DRAM phases.</param>
/// <param name="ErrorLines">Lines that lanes read and write in the error scratchpad; 0 in DRAM phases.</param>
/// <param name="DramLines">Lines moved to or from DRAM.</param>
public readonly record struct PhaseInterval(
    PhaseKind Kind,
    int Operation,
    long StartCycle,
    long EndCycle,
    long Folds,
    long ConflictStallCycles,
    long LatencyStallCycles,
    long ComputeSteps,
    long Steps,
    int UncountedSteps,
    long ActivationLines,
    long WeightLines,
    long ErrorLines,
    long DramLines)
{
    /// <summary>The ports of an array or vector phase, in order.</summary>
    public IReadOnlyList<PortRun> Ports { get; init; } = [];

    /// <summary>What the accumulator buffer moved.</summary>
    public AccumulatorCounts Accumulators { get; init; }

    /// <summary>Cycles in which the wavefront stalled.</summary>
    public long StallCycles => ConflictStallCycles + LatencyStallCycles;
}
