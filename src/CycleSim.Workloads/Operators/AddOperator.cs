using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Sum of two activations, one of which may be broadcast.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The two.</param>
/// <param name="Outputs">The sum.</param>
public sealed record AddOperator(string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "add";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        rows.AddVector(this, "fwd", words, Inputs.Sum(input => input.Shape.Words), words, fusable: true);
        foreach ((GraphValue input, string pass) in Inputs.Zip(["igrad.a", "igrad.b"]))
            if (input.NeedsGradient && input.Shape.Words != words)
                rows.AddVector(this, pass, words, words, input.Shape.Words);
    }

    internal override void Forward(GraphStep step) => step.AddElementwise(Inputs, Output);

    internal override void Backward(GraphStep step)
    {
        TensorView error = step.ErrorOf(Output);
        foreach ((GraphValue input, string part) in Inputs.Zip(["igrad.a", "igrad.b"]))
        {
            if (input.Shape.Words == Output.Shape.Words)
                step.PassErrorOn(input, error, part);
            else
                step.AddInputGradient(input, part, error);
        }
    }
}
