using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>One GEMM on one array whose operands are always ready, or as late as <see cref="Gap"/> says.</summary>
/// <param name="Gemm">The matrix product.</param>
/// <param name="Rows">Rows R of processing elements, at least 1.</param>
/// <param name="Columns">Columns C, at least 1.</param>
public sealed record ArrayTimingQuestion(GemmShape Gemm, int Rows, int Columns)
{
    /// <summary>Name of the variant, one of those of the dataflow; null for the dataflow's default.</summary>
    public string? Variant { get; init; }

    /// <summary>
    /// Words of the blocked dimension (<see cref="IArrayTiming.BlockedDimension"/>) in one block, 1 to the dimension; the last block has
    /// what is left. Null for one block.
    /// </summary>
    public long? Block { get; init; }

    /// <summary>
    /// Cycles between arrivals, at least 0: the stationary tile of fold f is not there before cycle f x gap, block b of an
    /// output-stationary fold not before b x gap cycles after the fold's start.
    /// </summary>
    public long Gap { get; init; }

    /// <summary>Whether a fold at an edge costs only the rows and columns that it fills; without a gap only.</summary>
    public bool TrimEdges { get; init; }

    /// <summary>The same question about the transposed product.</summary>
    internal ArrayTimingQuestion Transposed => this with { Gemm = Gemm.Transposed };

    /// <summary>Checks the question before it is answered.</summary>
    /// <param name="dataflow">The dataflow that answers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">Trimmed edges with a gap or with a variant that has none.</exception>
    internal void Check(IArrayTiming dataflow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Gap);
        ArgumentOutOfRangeException.ThrowIfLessThan(Block ?? 1, 1, nameof(Block));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Block ?? 1, dataflow.BlockedSize(Gemm), nameof(Block));
        if (TrimEdges && (Gap > 0 || !dataflow.CanTrim(Variant)))
            throw new ArgumentException($"trimmed edges are not defined for {dataflow.Name} {Variant} with a gap of {Gap}");
    }
}
