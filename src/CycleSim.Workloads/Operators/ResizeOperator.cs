using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Upsampling by whole factors: each word several times; or the nearest word of each step downwards.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The image.</param>
/// <param name="Outputs">The image of the other size.</param>
public sealed record ResizeOperator(string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "resize";

    /// <inheritdoc />
    public override void Describe(StepRows rows) => Reduction.Describe(this, isMax: false, rows);

    internal override void Forward(GraphStep step) => Reduction.Forward(step, this);

    internal override void Backward(GraphStep step) => Reduction.Backward(step, this, isMax: false);
}
