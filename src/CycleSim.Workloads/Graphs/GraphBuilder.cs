using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Graphs;

/// <summary>A graph while operators are added to it, in the order of the forward pass.</summary>
/// <param name="name">Name of the network.</param>
/// <param name="batch">Batch size, at least 1.</param>
public sealed class GraphBuilder(string name, int batch)
{
    private readonly List<GraphValue> _values = [];
    private readonly List<GraphValue> _inputs = [];
    private readonly List<Operator> _operators = [];
    private readonly UniqueNames _names = new('_');

    /// <summary>Batch size.</summary>
    public int Batch => batch;

    /// <summary>Operators so far.</summary>
    public IReadOnlyList<Operator> Operators => _operators;

    /// <summary>Adds data from outside.</summary>
    /// <param name="inputName">Its name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="needsGradient">Whether it stands for the output of a layer that is not here, which needs its gradient.</param>
    public GraphValue AddInput(string inputName, TensorShape shape, bool needsGradient = false)
    {
        GraphValue value = CreateValue(inputName, inputName, shape, needsGradient);
        _inputs.Add(value);
        return value;
    }

    /// <summary>A name that no operator has yet: the one wished for, or one with a number behind it.</summary>
    /// <param name="wished">The name wished for.</param>
    public string UniqueName(string wished) => _names.Free(wished);

    /// <summary>Creates what an operator computes.</summary>
    /// <param name="valueName">Unique name.</param>
    /// <param name="layer">Name of the operator.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="needsGradient">Whether the operator, or one before it, has trained parameters.</param>
    public GraphValue CreateValue(string valueName, string layer, TensorShape shape, bool needsGradient)
    {
        var value = new GraphValue(_values.Count, valueName, layer, shape, needsGradient);
        _values.Add(value);
        return value;
    }

    /// <summary>Adds an operator behind all others.</summary>
    /// <param name="added">The operator; its name must be unique.</param>
    /// <returns>Its first output, or its first input where it has none.</returns>
    public GraphValue Add(Operator added)
    {
        ArgumentNullException.ThrowIfNull(added);
        if (!_names.TryTake(added.Name))
            throw new ArgumentException($"two operators are called \"{added.Name}\"", nameof(added));
        _operators.Add(added);
        return added.Outputs.Length > 0 ? added.Outputs[0] : added.Inputs[0];
    }

    /// <summary>Whether an operator has a name.</summary>
    internal bool Has(string operatorName) => _names.Has(operatorName);

    /// <summary>The graph as it is now.</summary>
    public Graph Build() => new(name, batch, [.. _inputs], [.. _values], [.. _operators]);
}
