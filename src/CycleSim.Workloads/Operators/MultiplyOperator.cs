using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Product of two activations word by word, one of which may be broadcast.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The two.</param>
/// <param name="Outputs">The product.</param>
public sealed record MultiplyOperator(string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "mul";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        rows.AddVector(this, "fwd", words, Inputs.Sum(input => input.Shape.Words), words, fusable: true);
        AddGradient(rows, "igrad.a", Inputs[0], Inputs[1]);
        AddGradient(rows, "igrad.b", Inputs[1], Inputs[0]);
    }

    private void AddGradient(StepRows rows, string pass, GraphValue factor, GraphValue other)
    {
        long words = Output.Shape.Words;
        if (factor.NeedsGradient)
            rows.AddVector(this, pass, words, words + other.Shape.Words, factor.Shape.Words, factor.Shape.Words == words);
    }

    internal override void Forward(GraphStep step) => step.AddElementwise(Inputs, Output);

    internal override void Backward(GraphStep step)
    {
        TensorView error = step.ErrorOf(Output);
        step.AddInputGradient(Inputs[0], "igrad.a", error, step.WordsOf(Inputs[1]));
        step.AddInputGradient(Inputs[1], "igrad.b", error, step.WordsOf(Inputs[0]));
    }
}
