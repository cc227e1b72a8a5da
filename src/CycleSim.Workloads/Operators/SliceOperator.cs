using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.Operators;

/// <summary>Part of an activation, by addressing; the gradient of the rest is zero.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The whole.</param>
/// <param name="Outputs">The part.</param>
/// <param name="Starts">First index along each axis of the input.</param>
/// <param name="Steps">Distance of two indices along each axis of the input, not 0.</param>
/// <param name="LeftOut">The axis of one index that the output lacks; null where it has all axes.</param>
public sealed record SliceOperator(
    string Name,
    ImmutableArray<GraphValue> Inputs,
    ImmutableArray<GraphValue> Outputs,
    ImmutableArray<long> Starts,
    ImmutableArray<long> Steps,
    int? LeftOut = null) : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "slice";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (Input.NeedsGradient)
            rows.AddVector(this, "igrad", Input.Shape.Words, Output.Shape.Words, Input.Shape.Words);
    }

    internal override void Forward(GraphStep step) => step.SetView(Output, Input, View);

    // What is behind writes its part of the gradient in place.
    internal override void Backward(GraphStep step)
    {
    }

    private StridedView? View(StridedView view)
    {
        ImmutableArray<long> sizes = PartSizes();
        StridedView? part = view;
        for (int axis = 0; axis < Starts.Length && part is not null; axis++)
            part = part.Slice(axis, Starts[axis], Steps[axis], sizes[axis]);
        return part?.Reshape(Output.Shape);
    }

    /// <summary>Size of the part along each axis of the input: an axis that the output lacks has one index.</summary>
    private ImmutableArray<long> PartSizes() => LeftOut is { } axis ? Output.Shape.Axes.Insert(axis, 1) : Output.Shape.Axes;
}
