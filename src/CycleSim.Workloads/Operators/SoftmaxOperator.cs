using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Operators;

/// <summary>Softmax over one axis, or over several that follow each other as if they were one.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The scores.</param>
/// <param name="Outputs">The shares, of the same shape.</param>
/// <param name="Axis">The axis, from 0.</param>
/// <param name="IsToEnd">Whether all axes behind belong to it, as in ONNX before opset 13.</param>
public sealed record SoftmaxOperator(
    string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs, int Axis, bool IsToEnd = false)
    : Operator(Name, Inputs, Outputs)
{
    /// <summary>Words that make up one softmax.</summary>
    public long Length => IsToEnd ? Inputs[0].Shape[Axis..].Words : Inputs[0].Shape[Axis];

    /// <inheritdoc />
    public override string Type => "softmax";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        long positions = words / Length;
        rows.AddVector(this, "fwd.statistics", words, words, 2 * positions);
        rows.AddVector(this, "fwd.normalise", words, words + 2 * positions, words);
        if (!Input.NeedsGradient)
            return;
        rows.AddVector(this, "igrad.rowsum", words, 2 * words, positions);
        rows.AddVector(this, "igrad", words, 2 * words + positions, words);
    }

    internal override void Forward(GraphStep step) =>
        Normalisation.Forward(
            step, this, Normalisation.Statistics(step, this, Length, 2),
            VectorWorks.SoftmaxStatistics(Inputs[0].Shape[Axis..].Words), [], VectorWorks.SoftmaxShares);

    internal override void Backward(GraphStep step)
    {
        if (!Input.NeedsGradient)
            return;
        TensorView error = step.ErrorOf(Output);
        TensorView output = step.WordsOf(Output);
        (int slices, long words) = step.Sliced(Output.Shape);
        TensorView sums = step.CreateTemporary("sums", slices, Math.Max(1, words / Length));
        step.AddVector(Pass.InputGradient, "igrad.rowsum", [error, output], [sums]);
        step.AddInputGradient(Input, "igrad", error, output, sums);
    }
}
