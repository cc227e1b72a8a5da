using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Operators;

/// <summary>What normalisations have in common: statistics, then a function of each word; in both directions.</summary>
internal static class Normalisation
{
    /// <summary>Statistics of each group of words that is normalised together, saved for the backward pass.</summary>
    public static TensorView Statistics(GraphStep step, Operator norm, long length, int words)
    {
        (int slices, long perSlice) = step.Sliced(norm.Outputs[0].Shape);
        return step.Saved("statistics", slices, Math.Max(1, words * perSlice / length));
    }

    /// <summary>Adds the forward pass.</summary>
    /// <param name="step">The step.</param>
    /// <param name="norm">The normalisation.</param>
    /// <param name="statistics">Where its statistics are saved.</param>
    /// <param name="gather">How statistics are computed.</param>
    /// <param name="affine">Scale and shift.</param>
    /// <param name="apply">How each word is normalised; null for products and additions.</param>
    public static void Forward(
        GraphStep step, Operator norm, TensorView statistics, VectorWork gather, ImmutableArray<TensorView> affine,
        VectorWork? apply = null)
    {
        TensorView input = step.WordsOf(norm.Inputs[0]);
        TensorView output = step.CreateOutputLike(norm.Outputs[0], norm.Inputs[0]);
        step.AddVector(Pass.Forward, "fwd.statistics", [input], [statistics], gather);
        step.AddVector(Pass.Forward, "fwd.normalise", [input, statistics, .. affine], [output], apply);
    }

    /// <summary>Adds the backward pass of a normalisation over the last axes.</summary>
    public static void Backward(GraphStep step, Operator norm, long length, int statisticsWords, int sumWords)
    {
        GraphValue input = norm.Inputs[0];
        TensorView error = step.ErrorOf(norm.Outputs[0]);
        TensorView words = step.WordsOf(input);
        TensorView statistics = Statistics(step, norm, length, statisticsWords);
        ImmutableArray<TensorView> scale = [.. step.ScaleAndShift(norm.Parameters).Take(1)];
        if (norm.Parameters.Length > 0)
            step.AddVector(Pass.WeightGradient, "wgrad", [error, words, statistics], step.PartsOfGradients(norm.Parameters));
        if (input.NeedsGradient)
        {
            (int slices, long perSlice) = step.Sliced(norm.Outputs[0].Shape);
            TensorView sums = step.CreateTemporary("sums", slices, Math.Max(1, sumWords * perSlice / length));
            step.AddVector(Pass.InputGradient, "igrad.statistics", [error, words, statistics, .. scale], [sums]);
            step.AddInputGradient(input, "igrad.normalise", [error, words, statistics, sums, .. scale]);
        }

        foreach (GraphParameter parameter in norm.Parameters)
            step.Update(parameter);
    }
}
