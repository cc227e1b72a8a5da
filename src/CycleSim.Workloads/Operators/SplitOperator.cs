using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Parts an activation along an axis, by addressing.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The whole.</param>
/// <param name="Outputs">The parts.</param>
/// <param name="Axis">The axis.</param>
public sealed record SplitOperator(string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs, int Axis)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "split";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        rows.AddLayout(this, Input.Shape.Words);
    }

    internal override void Forward(GraphStep step)
    {
        long start = 0;
        foreach (GraphValue output in Outputs)
        {
            long first = start;
            step.SetView(output, Input, view => view.Slice(Axis, first, 1, output.Shape[Axis]));
            start += output.Shape[Axis];
        }
    }

    // What is behind writes its part of the gradient in place.
    internal override void Backward(GraphStep step)
    {
    }
}
