using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Maximum or mean of each window of B x C x H x W.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="IsMax">Maximum rather than mean.</param>
/// <param name="Inputs">The image.</param>
/// <param name="Outputs">The smaller image.</param>
/// <param name="Rows">Window along the height.</param>
/// <param name="Columns">Window along the width.</param>
public sealed record PoolOperator(
    string Name, bool IsMax, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs, AxisWindow Rows, AxisWindow Columns)
    : Operator(Name, Inputs, Outputs)
{
    /// <summary>Whether zeros at the edges are part of a mean; nothing that moves depends on it.</summary>
    public bool CountIncludePad { get; init; } = true;

    /// <inheritdoc />
    public override string Type => IsMax ? "maxpool" : "avgpool";

    /// <inheritdoc />
    public override WindowFacts Window => new(Rows, Columns, 0);

    /// <inheritdoc />
    public override void Describe(StepRows rows) => Reduction.Describe(this, IsMax, rows);

    internal override void Forward(GraphStep step) => Reduction.Forward(step, this);

    internal override void Backward(GraphStep step) => Reduction.Backward(step, this, IsMax);
}
