using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>The same words in the same order under other axes.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">The same words.</param>
public sealed record ReshapeOperator(string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "reshape";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
    }

    internal override void Forward(GraphStep step) => step.SetView(Output, Input, view => view.Reshape(Output.Shape));

    // What is behind writes the gradient in place.
    internal override void Backward(GraphStep step)
    {
    }
}
