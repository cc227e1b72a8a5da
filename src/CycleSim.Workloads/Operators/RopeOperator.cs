using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Rotary position embedding: rotates pairs of features of [.., S, d] by the angle of their position.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">Queries or keys.</param>
/// <param name="Outputs">The rotated ones.</param>
public sealed record RopeOperator(string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "rope";

    /// <summary>Words of the cosines and sines of all positions.</summary>
    public long AngleWords => 2 * Output.Shape[^2] * Output.Shape[^1];

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        rows.AddVector(this, "fwd", words, words + AngleWords, words);
        if (Input.NeedsGradient)
            rows.AddVector(this, "igrad", words, words + AngleWords, words);
    }

    internal override void Forward(GraphStep step)
    {
        TensorView input = step.WordsOf(Input);
        step.AddVector(Pass.Forward, "fwd", [input, Angles(step)], [step.CreateOutputLike(Output, Input)]);
    }

    internal override void Backward(GraphStep step) =>
        step.AddInputGradient(Input, "igrad", step.ErrorOf(Output), Angles(step));

    private TensorView Angles(GraphStep step) => step.DataOf("angles", 1, AngleWords);
}
