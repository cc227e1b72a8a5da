using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// The timing of a dataflow in closed form: how a GEMM is cut into folds, when they start, and which words enter and leave, by which
/// operand stays in the processing elements and which ones move.
/// </summary>
/// <remarks>
/// Answers <c>cyclesim systolic</c> and <c>cyclesim gemm --ideal</c>, whose operands are always ready or arrive at a given pace. A machine
/// chooses a <see cref="DataflowKind"/>, whose operands the lane engine fetches from scratchpads.
/// Everything between processing elements is a register: read during a cycle, written at its end. A word on an edge wire in a cycle can
/// be used by the first processing element in that cycle.
/// </remarks>
public interface IArrayTiming : INamedChoice
{
    /// <summary>The two letters that full names of variants start with: "ws" of "ws_shadow".</summary>
    public string ShortName { get; }

    /// <summary>What the array can do between folds or blocks.</summary>
    public IChoices Variants { get; }

    /// <summary>The variant of a question that names none.</summary>
    public string DefaultVariant { get; }

    /// <summary>The dimension that arrives in blocks: "m", "n" or "k".</summary>
    public string BlockedDimension { get; }

    /// <summary>Size of the dimension that arrives in blocks.</summary>
    /// <param name="gemm">The matrix product.</param>
    public long BlockedSize(GemmShape gemm);

    /// <summary>Whether folds of a variant can be trimmed to what they fill: those of which one ends before the next is loaded.</summary>
    /// <param name="variant">Name of the variant; null for the default.</param>
    /// <exception cref="Platform.InputException">There is no such variant.</exception>
    public bool CanTrim(string? variant);

    /// <summary>Counts cycles and words.</summary>
    /// <param name="question">The GEMM and the array.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or edges are trimmed that cannot be.</exception>
    /// <exception cref="Platform.InputException">There is no such variant.</exception>
    /// <exception cref="OverflowException">A count exceeds 2^63 - 1.</exception>
    public ArrayTimingCounts Count(ArrayTimingQuestion question);

    /// <summary>
    /// Counts as SCALE-Sim v3 does: its cycles are the index of the last cycle, in which the last multiplication takes place and its
    /// output is written. Blocks, gaps and trimmed edges are unknown to it.
    /// </summary>
    /// <param name="gemm">The matrix product.</param>
    /// <param name="rows">Rows R of processing elements, at least 1.</param>
    /// <param name="columns">Columns C, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="OverflowException">A count exceeds 2^63 - 1.</exception>
    public ArrayTimingCounts CountAsScaleSim(GemmShape gemm, int rows, int columns);
}
