using System.Collections.Immutable;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Lowering;

/// <summary>One operation of a training step, in program order.</summary>
/// <param name="Name">Unique name: layer and pass, e.g. "conv2 igrad.ph00".</param>
/// <param name="Layer">The layer it belongs to.</param>
/// <param name="Pass">The pass it belongs to.</param>
public abstract record StepOperation(string Name, Layer Layer, Pass Pass)
{
    /// <summary>Tensors whose content the operation reads; each once.</summary>
    public abstract IEnumerable<TensorSpec> Reads { get; }

    /// <summary>Tensors the operation writes; each once.</summary>
    public abstract IEnumerable<TensorSpec> Writes { get; }
}

/// <summary>
/// Where the outputs of a GEMM go: row m is word <c>WordBase[m / slices]</c> onward of slice <c>m % slices</c>, column n the n-th
/// word from there.
/// </summary>
/// <param name="Tensor">The tensor written.</param>
/// <param name="WordBase">First word of the row, one entry for each location.</param>
public sealed record GemmOutput(TensorSpec Tensor, ImmutableArray<int> WordBase);

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

/// <summary>A tensor, or part of it, as a stream of lines through the vector path.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Runs">The words of every slice that take part (At is not used); null for all.</param>
public sealed record VectorStream(TensorSpec Tensor, ImmutableArray<WordRun>? Runs = null);

/// <summary>An element-wise operation on the vector path: its inputs stream in, its outputs stream out.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Layer">The layer it belongs to.</param>
/// <param name="Pass">The pass it belongs to.</param>
/// <param name="Inputs">Streams read.</param>
/// <param name="Outputs">Streams written.</param>
public sealed record VectorOperation(
    string Name,
    Layer Layer,
    Pass Pass,
    ImmutableArray<VectorStream> Inputs,
    ImmutableArray<VectorStream> Outputs) : StepOperation(Name, Layer, Pass)
{
    /// <inheritdoc />
    public override IEnumerable<TensorSpec> Reads => Inputs.Select(stream => stream.Tensor).Distinct();

    /// <inheritdoc />
    public override IEnumerable<TensorSpec> Writes => Outputs.Select(stream => stream.Tensor).Distinct();
}
