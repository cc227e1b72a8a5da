using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Puts a trained token before or behind the positions of every sequence.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The sequences.</param>
/// <param name="Outputs">The longer sequences.</param>
/// <param name="Token">The trained token.</param>
/// <param name="IsFirst">Whether it stands before the others.</param>
public sealed record ClassTokenOperator(
    string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs, GraphParameter Token, bool IsFirst)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "class_token";

    /// <inheritdoc />
    public override ImmutableArray<GraphParameter> Parameters => [Token];

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        long tokens = words - Input.Shape.Words;
        rows.AddVector(this, "layout.fwd", words, words, words, fusable: true);
        rows.AddVector(this, "wgrad", tokens, tokens, Token.Words);
    }

    // The longer sequences are written anew: words of two tensors stand side by side in them.
    internal override void Forward(GraphStep step)
    {
        TensorView input = step.WordsOf(Input);
        TensorView token = TensorView.Whole(step.WeightsOf(Token, 1));
        step.AddVector(Pass.Forward, "fwd.copy", [input, token], [step.CreateOutput(Output)]);
    }

    internal override void Backward(GraphStep step)
    {
        TensorView error = step.ErrorOf(Output);
        TensorView tokens = error with { View = error.View.Slice(1, IsFirst ? 0 : Input.Shape[1], 1, Output.Shape[1] - Input.Shape[1])! };
        TensorView rest = error with { View = error.View.Slice(1, IsFirst ? Output.Shape[1] - Input.Shape[1] : 0, 1, Input.Shape[1])! };
        step.AddVector(Pass.WeightGradient, "wgrad", [tokens], [TensorView.Whole(step.PartOfGradient(Token))]);
        step.PassErrorOn(Input, rest, "igrad.copy");
        step.Update(Token);
    }
}
