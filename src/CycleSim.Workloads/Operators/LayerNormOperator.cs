using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Operators;

/// <summary>Layer normalisation: mean and variance of the normalised axes, with scale and shift.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">What is normalised.</param>
/// <param name="Outputs">The result.</param>
/// <param name="Length">Words that are normalised together.</param>
/// <param name="Parameters">Scale, and shift where it has one.</param>
public sealed record LayerNormOperator(
    string Name,
    ImmutableArray<GraphValue> Inputs,
    ImmutableArray<GraphValue> Outputs,
    long Length,
    ImmutableArray<GraphParameter> Parameters) : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "layernorm";

    /// <inheritdoc />
    public override ImmutableArray<GraphParameter> Parameters { get; } = Parameters;

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        long positions = words / Length;
        long affine = Parameters.Sum(parameter => parameter.Words);
        rows.AddVector(this, "fwd.statistics", words, words, 2 * positions);
        rows.AddVector(this, "fwd.normalise", words, words + 2 * positions + affine, words);
        if (affine > 0)
            rows.AddVector(this, "wgrad", words, 2 * words + 2 * positions, affine);
        if (!Input.NeedsGradient)
            return;
        long scale = Parameters.Take(1).Sum(parameter => parameter.Words);
        rows.AddVector(this, "igrad.statistics", words, 2 * words + 2 * positions + scale, 2 * positions);
        rows.AddVector(this, "igrad.normalise", words, 2 * words + 4 * positions + scale, words);
    }

    internal override void Forward(GraphStep step) =>
        Normalisation.Forward(
            step, this, Normalisation.Statistics(step, this, Length, 2), VectorWorks.MeanAndVariance(Length),
            step.ScaleAndShift(Parameters));

    internal override void Backward(GraphStep step) => Normalisation.Backward(step, this, Length, 2, 2);
}
