using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Operators;

/// <summary>Softmax and cross-entropy over the last axis at every position: it gives the error of its input.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The scores of the classes.</param>
public sealed record LossOperator(string Name, ImmutableArray<GraphValue> Inputs) : Operator(Name, Inputs, [])
{
    /// <inheritdoc />
    public override string Type => "loss";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Input.Shape.Words;
        rows.AddVector(this, "fwd", words, words + Labels, words);
    }

    /// <summary>Labels: one for each position.</summary>
    internal long Labels => Input.Shape.Words / Input.Shape[^1];

    // The loss is computed together with its gradient, in the backward pass.
    internal override void Forward(GraphStep step)
    {
    }

    internal override void Backward(GraphStep step)
    {
        (int slices, _) = step.Sliced(Input.Shape);
        TensorView labels = step.DataOf("labels", slices, Math.Max(1, Labels / slices));
        ErrorTarget share = step.Contribute(Input);
        step.AddVector(Pass.Forward, "loss", [step.WordsOf(Input), labels], [share.Target], VectorWorks.SoftmaxLoss(Input.Shape[^1]));
    }
}
