using System.Runtime.InteropServices;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Optimizers;
using TorchSharp;

namespace CycleSim.Training.Running;

/// <summary>
/// The update by an optimizer of <see cref="OptimizerKinds"/>, bit for bit: each operation is one of float. Its states, and master weights
/// of mixed precision, are stored in the scratchpad of weights.
/// </summary>
internal sealed class OptimizerUpdate : IParameterUpdate
{
    private readonly IOptimizer _optimizer;
    private readonly OptimizerSettings _settings;
    private readonly IReadOnlyList<NamedTensor> _parameters;
    private readonly NamedTensor[][] _states;
    private readonly NamedTensor[] _masters;
    private readonly NamedTensor[][] _stored;

    internal OptimizerUpdate(IOptimizer optimizer, IReadOnlyList<NamedTensor> parameters, TrainingOptions options)
    {
        _optimizer = optimizer;
        _settings = options.OptimizerSettings;
        _parameters = parameters;
        _states = [.. parameters.Select(one => optimizer.States.Select(state => Like(one, state, torch.zeros_like(one.Values))).ToArray())];
        _masters = options.HasMasterWeights
            ? [.. parameters.Select(one => Like(one, ParameterUpdate.MasterName, one.Values.detach().clone()))]
            : [];
        _stored = options.StoresMasterWeights
            ? [.. _states.Zip(_masters, (states, master) => states.Append(master).ToArray())]
            : _states;
    }

    public IEnumerable<NamedTensor> Kept => _states.SelectMany(states => states).Concat(_masters);

    public IReadOnlyList<NamedTensor> StoredStates(int index) => _stored[index];

    public void Update(int index, long step)
    {
        using IDisposable mode = torch.no_grad();
        Tensor weights = _parameters[index].Values;
        Tensor gradient = weights.grad ?? throw new InvalidOperationException($"{_parameters[index].Name} has no gradient");
        Tensor updated = _masters.Length > 0 ? _masters[index].Values : weights;
        // A sum over a batch may come back with the strides of something else.
        using (Tensor ordered = gradient.contiguous())
        {
            var operands = new UpdateOperands(Span(updated), Span(ordered), State(index, 0), State(index, 1));
            _optimizer.Update(_settings, step + 1, operands);
        }

        if (_masters.Length > 0)
            weights.copy_(updated);
        gradient.zero_();
    }

    public void Dispose()
    {
        foreach (NamedTensor tensor in Kept)
            tensor.Values.Dispose();
    }

    private static NamedTensor Like(NamedTensor parameter, string name, Tensor values) =>
        parameter with { Name = $"{name}.{parameter.Name}", Values = values.DetachFromDisposeScope() };

    private Span<float> State(int index, int state) => state < _states[index].Length ? Span(_states[index][state].Values) : default;

    private static Span<float> Span(Tensor values) => MemoryMarshal.Cast<byte, float>(values.bytes);
}
