using CycleSim.Accelerator.Machine;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>
/// A product as an array with a stationary operand sees it. K lies on the rows: the streamed operand's other dimension runs through time,
/// the stationary one's lies on the columns. Input stationary is weight stationary with the product transposed.
/// </summary>
/// <param name="Gemm">The product.</param>
/// <param name="IsTransposed">The first operand stays (input stationary), and not the second (weight stationary).</param>
internal sealed record StationaryProduct(GemmOperation Gemm, bool IsTransposed)
{
    /// <summary>The product on an array.</summary>
    internal static StationaryProduct Of(GemmOperation gemm, SystolicArraySpec array) =>
        new(gemm, array.Dataflow == DataflowKind.InputStationary);

    /// <summary>The operand that stays; its lanes are the columns.</summary>
    internal OperandView Stationary => IsTransposed ? Gemm.Rows : Gemm.Columns;

    /// <summary>
    /// The operand that streams, turned so that its lanes are the rows of the array and each of them reads along the stream.
    /// </summary>
    internal OperandView Streamed
    {
        get
        {
            OperandView operand = IsTransposed ? Gemm.Columns : Gemm.Rows;
            return operand with { LaneAxis = operand.LaneAxis == LaneAxis.Slices ? LaneAxis.Words : LaneAxis.Slices };
        }
    }

    /// <summary>Words that stream.</summary>
    internal long Words => IsTransposed ? Gemm.N : Gemm.M;

    /// <summary>Size of the dimension on the columns.</summary>
    internal long Columns => IsTransposed ? Gemm.M : Gemm.N;

    /// <summary>
    /// Parts of the stream as products of their own. Where it runs over several locations of a tensor, a part has whole ones, or slices of
    /// one.
    /// </summary>
    /// <param name="share">Words that a part should have.</param>
    /// <param name="max">Words that a part may have, at least as many.</param>
    internal IEnumerable<StationaryProduct> CutStream(long share, long max)
    {
        if (share >= Words)
            return [this];
        ProductCuts cuts = ProductCuts.Of(Gemm);
        DimensionCuts stream = IsTransposed ? cuts.N : cuts.M;
        long whole = WholeNumbers.CeilingDivide(share, stream.Slices) * stream.Slices;
        if (whole > max)
            whole = max >= stream.Slices ? max / stream.Slices * stream.Slices : share;
        return stream.Ranges(whole).Select(Part);
    }

    private StationaryProduct Part(IndexRange stream)
    {
        IndexRange m = IsTransposed ? new IndexRange(0, Gemm.M) : stream;
        IndexRange n = IsTransposed ? stream : new IndexRange(0, Gemm.N);
        GemmOperation part = Gemm.Cut(m, n, new IndexRange(0, Gemm.K));
        return this with { Gemm = IsTransposed && stream.First > 0 ? part with { RowSums = null } : part };
    }
}
