using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Operators;

/// <summary>Batch normalisation of each channel (axis 1), with scale and shift.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">What is normalised.</param>
/// <param name="Outputs">The result.</param>
/// <param name="Parameters">Scale, shift, running mean and running variance.</param>
/// <param name="FeedsReluOnly">Whether a ReLU is its only user: its mask is then computed again from the stored input.</param>
public sealed record BatchNormOperator(
    string Name,
    ImmutableArray<GraphValue> Inputs,
    ImmutableArray<GraphValue> Outputs,
    ImmutableArray<GraphParameter> Parameters,
    bool FeedsReluOnly) : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "bn";

    /// <inheritdoc />
    public override ImmutableArray<GraphParameter> Parameters { get; } = Parameters;

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        long channels = Output.Shape[1];
        rows.AddVector(this, "fwd.statistics", words, words, 2 * channels);
        rows.AddVector(this, "fwd.normalise", words, words + 4 * channels, words);
        rows.AddVector(this, "wgrad", words, 2 * words + (FeedsReluOnly ? 4 : 2) * channels, 2 * channels);
        if (Input.NeedsGradient)
            rows.AddVector(this, "igrad", words, 2 * words + 6 * channels, words);
    }

    // Words of all channels share lines, so a pass goes over the whole input.
    internal override void Forward(GraphStep step) => Normalisation.Forward(
        step, this, Statistics(step), VectorWorks.MeanAndVariance(Input.Shape.Words), step.ScaleAndShift(Parameters.Take(2)));

    internal override void Backward(GraphStep step)
    {
        TensorView error = step.ErrorOf(Output);
        TensorView input = step.WordsOf(Input);
        ImmutableArray<TensorView> affine = step.ScaleAndShift(Parameters.Take(2));
        ImmutableArray<TensorView> gradients = step.PartsOfGradients(Parameters.Take(2));
        step.AddVector(Pass.WeightGradient, "wgrad", [error, input, Statistics(step), .. FeedsReluOnly ? affine : []], gradients);
        step.AddInputGradient(Input, "igrad", [error, input, Statistics(step), .. affine, .. gradients]);
        foreach (GraphParameter parameter in Parameters.Take(2))
            step.Update(parameter);
    }

    private TensorView Statistics(GraphStep step) => step.Saved("statistics", 1, 2 * Output.Shape[1]);
}
