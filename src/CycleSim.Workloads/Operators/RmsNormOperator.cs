using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Operators;

/// <summary>Normalisation by the root of the mean square, with a scale.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">What is normalised.</param>
/// <param name="Outputs">The result.</param>
/// <param name="Length">Words that are normalised together.</param>
/// <param name="Scale">The scale; null for none.</param>
public sealed record RmsNormOperator(
    string Name,
    ImmutableArray<GraphValue> Inputs,
    ImmutableArray<GraphValue> Outputs,
    long Length,
    GraphParameter? Scale) : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "rmsnorm";

    /// <inheritdoc />
    public override ImmutableArray<GraphParameter> Parameters => Scale is null ? [] : [Scale];

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        long positions = words / Length;
        long scale = Scale?.Words ?? 0;
        rows.AddVector(this, "fwd.statistics", words, words, positions);
        rows.AddVector(this, "fwd.normalise", words, words + positions + scale, words);
        if (scale > 0)
            rows.AddVector(this, "wgrad", words, 2 * words + positions, scale);
        if (!Input.NeedsGradient)
            return;
        rows.AddVector(this, "igrad.statistics", words, 2 * words + positions + scale, positions);
        rows.AddVector(this, "igrad.normalise", words, 2 * words + 2 * positions + scale, words);
    }

    internal override void Forward(GraphStep step) =>
        Normalisation.Forward(
            step, this, Normalisation.Statistics(step, this, Length, 1), VectorWork.Plain, step.ScaleAndShift(Parameters));

    internal override void Backward(GraphStep step) => Normalisation.Backward(step, this, Length, 1, 1);
}
