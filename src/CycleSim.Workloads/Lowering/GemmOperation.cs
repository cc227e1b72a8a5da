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
    Layer Layer,
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

    /// <summary>Products of each output.</summary>
    public long K => Rows.Depth;

    /// <summary>Multiply-accumulates: M N K (products with padding zeros are counted, as the array spends them).</summary>
    public long Macs => checked(M * N * K);

    /// <inheritdoc />
    public override IEnumerable<TensorSpec> Reads =>
        new[] { Rows.Tensor, Columns.Tensor }.Concat(OutputReads).Concat(Bias is null ? [] : [Bias]).Distinct();

    /// <inheritdoc />
    public override IEnumerable<TensorSpec> Writes => RowSums is null ? [Output.Tensor] : [Output.Tensor, RowSums];
}
