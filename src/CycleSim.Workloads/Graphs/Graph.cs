using System.Collections.Immutable;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Graphs;

/// <summary>A network as the operators of one training step, with all shapes for one batch size.</summary>
/// <param name="Name">Name of the network.</param>
/// <param name="Batch">Batch size.</param>
/// <param name="Inputs">Data from outside: images, tokens.</param>
/// <param name="Values">All activations, data from outside included.</param>
/// <param name="Operators">The operators in the order of the forward pass; the last is the loss.</param>
public sealed record Graph(
    string Name,
    int Batch,
    ImmutableArray<GraphValue> Inputs,
    ImmutableArray<GraphValue> Values,
    ImmutableArray<Operator> Operators)
{
    /// <summary>All stored tensors, each once: the trained ones in the order of their first use, then the others.</summary>
    public ImmutableArray<GraphParameter> Parameters =>
        [.. Operators.SelectMany(user => user.Parameters).Distinct().OrderBy(parameter => !parameter.IsTrained)];

    /// <summary>Words of all trained tensors.</summary>
    public long ParameterWords => Parameters.Where(parameter => parameter.IsTrained).Sum(parameter => parameter.Words);
}
