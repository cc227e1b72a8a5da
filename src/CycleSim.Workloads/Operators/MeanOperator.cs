using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Mean over some axes.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">What is averaged.</param>
/// <param name="Outputs">The means.</param>
public sealed record MeanOperator(string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "mean";

    /// <inheritdoc />
    public override void Describe(StepRows rows) => Reduction.Describe(this, isMax: false, rows);

    internal override void Forward(GraphStep step) => Reduction.Forward(step, this);

    internal override void Backward(GraphStep step) => Reduction.Backward(step, this, isMax: false);
}
