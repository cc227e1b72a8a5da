using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Repeats words by addressing, as the keys and values of grouped queries: no copy is made; gradients are summed.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">What is repeated.</param>
/// <param name="Outputs">The repeated words.</param>
/// <param name="Expanded">Shape of the output with the repeated axes apart; <paramref name="Source"/> has 1 there.</param>
/// <param name="Source">Shape of the input with these axes of size 1.</param>
public sealed record RepeatOperator(
    string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs, TensorShape Source, TensorShape Expanded)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "repeat_kv";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        rows.AddVector(this, "layout.fwd", words, Input.Shape.Words, words, fusable: true);
        if (Input.NeedsGradient)
            rows.AddVector(this, "igrad", words, words, Input.Shape.Words);
    }

    internal override void Forward(GraphStep step) => step.SetRepeated(
        Output, step.LocationOf(Input).View.Reshape(Source)!.Expand(Expanded).Reshape(Output.Shape)
            ?? throw new NotSupportedException($"{Name}: what it repeats cannot be addressed"),
        Input);

    internal override void Backward(GraphStep step) => step.AddInputGradient(Input, "igrad", step.ErrorOf(Output));
}
