using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Stands for the rest of a network behind a layer: the error of its input comes from outside.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The activation.</param>
public sealed record GivenErrorOperator(string Name, ImmutableArray<GraphValue> Inputs) : Operator(Name, Inputs, [])
{
    /// <inheritdoc />
    public override string Type => "given_error";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
    }

    internal override void Forward(GraphStep step)
    {
    }

    internal override void Backward(GraphStep step) => step.GiveError(Input);
}
