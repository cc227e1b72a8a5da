using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>A function of each word, as ReLU or GELU, whose derivative is computed from a stored activation.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Function">What tables call it, one of <see cref="ActivationFunctions"/>.</param>
/// <param name="Inputs">What it is applied to.</param>
/// <param name="Outputs">The result.</param>
public sealed record ActivationOperator(
    string Name, string Function, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => Function;

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        rows.AddVector(this, "fwd", words, words, words, fusable: true);
        if (Input.NeedsGradient)
            rows.AddVector(this, "igrad", words, 2 * words, words, fusable: true);
    }

    internal override void Forward(GraphStep step) => step.AddElementwise(Inputs, Output, ActivationWorks.Forward(Function));

    // The derivative of some follows from the output, of the others from the input; either is one more word.
    internal override void Backward(GraphStep step)
    {
        bool fromOutput = Function is ActivationFunctions.Relu or ActivationFunctions.Relu6 or ActivationFunctions.Sigmoid
            or ActivationFunctions.Tanh or ActivationFunctions.HardSigmoid;
        step.AddInputGradient(
            Input, "igrad", ActivationWorks.Backward(Function), step.ErrorOf(Output), step.WordsOf(fromOutput ? Output : Input));
    }
}
