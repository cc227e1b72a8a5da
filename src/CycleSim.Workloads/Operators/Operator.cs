using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>A layer of a graph: what it computes from which activations, with all shapes known.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The activations it takes.</param>
/// <param name="Outputs">The activations it computes.</param>
public abstract record Operator(string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs)
{
    /// <summary>What tables call it, e.g. "conv".</summary>
    public abstract string Type { get; }

    /// <summary>The stored tensors it uses.</summary>
    public virtual ImmutableArray<GraphParameter> Parameters => [];

    /// <summary>Window, strides and the like, for tables; null where it has none.</summary>
    public virtual WindowFacts? Window => null;

    /// <summary>Whether it adds a bias; null where the question makes no sense.</summary>
    public virtual bool? HasBias => null;

    /// <summary>Adds what it does in a training step, but for the sums of gradients and the updates.</summary>
    /// <param name="rows">The rows so far.</param>
    public abstract void Describe(StepRows rows);

    /// <summary>Its first input.</summary>
    protected GraphValue Input => Inputs[0];

    /// <summary>Its first output.</summary>
    protected GraphValue Output => Outputs[0];

    /// <summary>Adds the tensors and operations of the forward pass.</summary>
    internal abstract void Forward(GraphStep step);

    /// <summary>Adds those of the backward pass and the updates; the operators behind have added theirs.</summary>
    internal abstract void Backward(GraphStep step);
}
