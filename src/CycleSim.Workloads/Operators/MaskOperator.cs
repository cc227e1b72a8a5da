using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>
/// Hides scores from the softmax behind it, by a mask that is computed from positions and not stored. The softmax gives 0 there, and so no
/// gradient passes: its backward pass is none.
/// </summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The scores.</param>
/// <param name="Outputs">The scores that are left.</param>
public sealed record MaskOperator(string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "mask";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        rows.AddVector(this, "fwd", words, words, words, fusable: true);
    }

    internal override void Forward(GraphStep step) => step.AddElementwise(Inputs, Output);

    internal override void Backward(GraphStep step) => step.PassErrorOn(Input, step.ErrorOf(Output), "igrad");
}
