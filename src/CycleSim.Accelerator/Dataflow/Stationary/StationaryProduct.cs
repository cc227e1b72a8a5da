using CycleSim.Accelerator.Machine;
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
    internal static StationaryProduct Of(GemmOperation gemm, ArrayGeometry array) =>
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

    /// <summary>Parts of the stream as products of their own, none larger than <paramref name="words"/>.</summary>
    internal IEnumerable<StationaryProduct> CutStream(long words)
    {
        if (words >= Words)
            return [this];
        ProductCuts cuts = ProductCuts.Of(Gemm);
        DimensionCuts stream = IsTransposed ? cuts.N : cuts.M;
        long tile = words >= stream.Slices ? words / stream.Slices * stream.Slices : words;
        return stream.Ranges(tile).Select(Part);
    }

    private StationaryProduct Part(IndexRange stream)
    {
        IndexRange m = IsTransposed ? new IndexRange(0, Gemm.M) : stream;
        IndexRange n = IsTransposed ? stream : new IndexRange(0, Gemm.N);
        GemmOperation part = Gemm.Cut(m, n, new IndexRange(0, Gemm.K));
        return this with { Gemm = IsTransposed && stream.First > 0 ? part with { RowSums = null } : part };
    }
}
