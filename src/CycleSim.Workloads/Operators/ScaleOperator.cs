using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>A function of each word whose derivative is a constant, as a product with a number.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">What is scaled.</param>
/// <param name="Outputs">The result.</param>
public sealed record ScaleOperator(string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "scale";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        rows.AddVector(this, "fwd", words, words, words, fusable: true);
        if (Input.NeedsGradient)
            rows.AddVector(this, "igrad", words, words, words, fusable: true);
    }

    internal override void Forward(GraphStep step) => step.AddElementwise(Inputs, Output);

    internal override void Backward(GraphStep step) => step.AddInputGradient(Input, "igrad", step.ErrorOf(Output));
}
