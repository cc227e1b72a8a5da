using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Product with a trained tensor that is broadcast.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">What is scaled.</param>
/// <param name="Outputs">The result.</param>
/// <param name="Scale">The trained tensor.</param>
public sealed record LayerScaleOperator(
    string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs, GraphParameter Scale)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "layer_scale";

    /// <inheritdoc />
    public override ImmutableArray<GraphParameter> Parameters => [Scale];

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        rows.AddVector(this, "fwd", words, words + Scale.Words, words, fusable: true);
        rows.AddVector(this, "wgrad", words, 2 * words, Scale.Words);
        if (Input.NeedsGradient)
            rows.AddVector(this, "igrad", words, words + Scale.Words, words, fusable: true);
    }

    internal override void Forward(GraphStep step)
    {
        TensorView input = step.WordsOf(Input);
        TensorView scale = TensorView.Whole(step.WeightsOf(Scale, 1));
        step.AddVector(Pass.Forward, "fwd", [input, scale], [step.CreateOutputLike(Output, Input)]);
    }

    internal override void Backward(GraphStep step)
    {
        TensorView error = step.ErrorOf(Output);
        step.AddVector(Pass.WeightGradient, "wgrad", [error, step.WordsOf(Input)], [TensorView.Whole(step.PartOfGradient(Scale))]);
        step.AddInputGradient(Input, "igrad", error, TensorView.Whole(step.WeightsOf(Scale, 1)));
        step.Update(Scale);
    }
}
