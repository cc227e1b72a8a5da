using System.Collections.Immutable;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// C[m, n] = sum over k of rows[m, k] x columns[n, k], on the systolic array.
/// </summary>
/// <param name="Name">Unique name.</param>
/// <param name="Layer">The layer it belongs to.</param>
/// <param name="Pass">The pass it belongs to.</param>
/// <param name="Part">The reference's name of the pass: fwd, igrad, igrad.ph01, wgrad.</param>
/// <param name="Rows">Row operand: M lanes.</param>
/// <param name="Columns">Column operand: N lanes.</param>
/// <param name="Output">Where C goes.</param>
/// <param name="OutputReads">Tensors of the output's shape that are read word for word as outputs leave: the partial sum that is
/// added to, the activation whose sign is the ReLU mask.</param>
/// <param name="Bias">Vector of N words added to each row as outputs leave; read once for each fold.</param>
/// <param name="RowSums">Vector of M words: sums of the row operand over K (bias gradients), accumulated at the array's edge in the
/// folds of the first column and written at their end.</param>
public sealed record GemmOperation(
    string Name,
    ILayer Layer,
    Pass Pass,
    string Part,
    OperandView Rows,
    OperandView Columns,
    GemmOutput Output,
    ImmutableArray<TensorSpec> OutputReads,
    TensorSpec? Bias,
    TensorSpec? RowSums) : StepOperation(Name, Layer, Pass)
{
    /// <summary>Output rows.</summary>
    public long M => Rows.Lanes;

    /// <summary>Output columns.</summary>
    public long N => Columns.Lanes;

    /// <summary>Reduction dimension K: multiply-accumulates of each output.</summary>
    public long K => Rows.Depth;

    /// <summary>
    /// Where further products of the same shape lie, as those of other heads and batch elements; they follow one after the other.
    /// </summary>
    public ImmutableArray<GemmShift> Repeats { get; init; } = [];

    /// <summary>First word of the bias or of the row sums that is this product's.</summary>
    public int VectorOffset { get; init; }

    /// <summary>Number of products.</summary>
    public int Count => 1 + Repeats.Length;

    /// <summary>Multiply-accumulates: M N K of each product (those with padding zeros are counted, as the array spends them).</summary>
    public long Macs => checked(M * N * K * Count);

    /// <summary>One product alone.</summary>
    /// <param name="index">Which, 0 to <see cref="Count"/> - 1.</param>
    public GemmOperation Product(int index)
    {
        if (index == 0)
            return Repeats.IsEmpty ? this : this with { Repeats = [] };
        GemmShift shift = Repeats[index - 1];
        return this with
        {
            Rows = Rows.Shifted(shift.Rows),
            Columns = Columns.Shifted(shift.Columns),
            Output = Output.Shifted(shift.Output),
            VectorOffset = VectorOffset + shift.Vectors,
            Repeats = [],
        };
    }

    /// <summary>A part of one product as a product of its own, with all that is read and written beside its outputs.</summary>
    /// <param name="m">Output rows.</param>
    /// <param name="n">Output columns.</param>
    /// <param name="k">What is summed.</param>
    /// <exception cref="ArgumentException">
    /// A range over (location, slice) pairs of an operand or of the outputs is neither whole locations nor slices of one.
    /// </exception>
    public GemmOperation Cut(IndexRange m, IndexRange n, IndexRange k) => this with
    {
        Rows = Rows.Cut(m, k),
        Columns = Columns.Cut(n, k),
        Output = Output.Cut(m, n),
        VectorOffset = checked((int)(VectorOffset + (RowSums is null ? n.First : m.First))),
        Repeats = [],
    };

    /// <inheritdoc />
    public override IEnumerable<TensorSpec> Reads =>
        new[] { Rows.Tensor, Columns.Tensor }.Concat(OutputReads).Concat(Bias is null ? [] : [Bias]).Distinct();

    /// <inheritdoc />
    public override IEnumerable<TensorSpec> Writes => RowSums is null ? [Output.Tensor] : [Output.Tensor, RowSums];
}
