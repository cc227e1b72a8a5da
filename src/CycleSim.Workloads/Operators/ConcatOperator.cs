using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Joins activations along an axis, by addressing.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The parts.</param>
/// <param name="Outputs">The whole.</param>
/// <param name="Axis">The axis.</param>
public sealed record ConcatOperator(string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs, int Axis)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "concat";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        rows.AddLayout(this, Output.Shape.Words);
    }

    // The parts are copied: words of several tensors stand side by side in the whole, and the array reads one tensor.
    internal override void Forward(GraphStep step)
    {
        TensorView[] inputs = [.. Inputs.Select(step.WordsOf)];
        step.AddVector(Pass.Forward, "fwd.copy", inputs, [step.CreateImage(Output)]);
    }

    internal override void Backward(GraphStep step)
    {
        TensorView error = step.ErrorOf(Output);
        long start = 0;
        for (int i = 0; i < Inputs.Length; i++)
        {
            long size = Inputs[i].Shape[Axis];
            step.PassErrorOn(Inputs[i], error with { View = error.View.Slice(Axis, start, 1, size)! }, $"igrad.copy{i}");
            start += size;
        }
    }
}
