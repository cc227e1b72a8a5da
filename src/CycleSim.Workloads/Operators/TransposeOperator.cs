using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Exchanges axes, by addressing.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">The same words in another order.</param>
/// <param name="Permutation">Axis of the input for each axis of the output.</param>
public sealed record TransposeOperator(
    string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs, ImmutableArray<int> Permutation)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "transpose";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        rows.AddLayout(this, Output.Shape.Words);
    }

    internal override void Forward(GraphStep step) => step.SetView(Output, Input, view => view.Transpose(Permutation));

    // What is behind writes the gradient in place.
    internal override void Backward(GraphStep step)
    {
    }
}
