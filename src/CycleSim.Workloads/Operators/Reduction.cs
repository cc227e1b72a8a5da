using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>What operators have in common that give one word for several: poolings and means.</summary>
internal static class Reduction
{
    /// <summary>The rows of such an operator; a maximum finds its winner again from the stored input.</summary>
    public static void Describe(Operator source, bool isMax, StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long input = source.Inputs[0].Shape.Words;
        long output = source.Outputs[0].Shape.Words;
        long elements = Math.Max(input, output);
        rows.AddVector(source, "fwd", elements, input, output);
        if (source.Inputs[0].NeedsGradient)
            rows.AddVector(source, "igrad", elements, isMax ? input + output : output, input);
    }

    /// <summary>Adds the forward pass.</summary>
    public static void Forward(GraphStep step, Operator source)
    {
        TensorView input = step.WordsOf(source.Inputs[0]);
        GraphValue output = source.Outputs[0];
        bool isImage = source.Inputs[0].Shape.Rank == output.Shape.Rank;
        step.AddVector(Pass.Forward, "fwd", [input], [isImage ? step.CreateImage(output) : step.CreateOutput(output)]);
    }

    /// <summary>Adds the backward pass.</summary>
    public static void Backward(GraphStep step, Operator source, bool isMax)
    {
        TensorView error = step.ErrorOf(source.Outputs[0]);
        GraphValue input = source.Inputs[0];
        step.AddInputGradient(
            input, "igrad", isMax ? [error, step.WordsOf(input), step.WordsOf(source.Outputs[0])] : new[] { error });
    }
}
