using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Maximum or mean of each channel of B x C x H x W.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="IsMax">Maximum rather than mean.</param>
/// <param name="Inputs">The image.</param>
/// <param name="Outputs">One pixel.</param>
public sealed record GlobalPoolOperator(
    string Name, bool IsMax, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs) : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => IsMax ? "globalmaxpool" : "globalavgpool";

    /// <inheritdoc />
    public override void Describe(StepRows rows) => Reduction.Describe(this, IsMax, rows);

    internal override void Forward(GraphStep step) => Reduction.Forward(step, this);

    internal override void Backward(GraphStep step) => Reduction.Backward(step, this, IsMax);
}
