using CycleSim.Training.Networks;
using CycleSim.Workloads.Optimizers;
using TorchSharp;

namespace CycleSim.Training.Running;

/// <summary>How a step changes the weights, with the tensors that this needs from one step to the next.</summary>
internal abstract class WeightUpdate : IDisposable
{
    private readonly IReadOnlyList<NamedTensor> _parameters;
    private readonly NamedTensor[][] _states;
    private readonly NamedTensor[] _masters;
    private readonly NamedTensor[][] _stored;

    /// <summary>Prepares the tensors: states are zeros, master weights the initial ones.</summary>
    /// <param name="parameters">The weights that layers read.</param>
    /// <param name="options">What to compute.</param>
    /// <param name="states">What is kept for each parameter.</param>
    /// <param name="storesStates">Whether that lies in the scratchpad of weights.</param>
    private protected WeightUpdate(
        IReadOnlyList<NamedTensor> parameters, TrainingOptions options, IReadOnlyList<string> states, bool storesStates)
    {
        _parameters = parameters;
        _states = [.. parameters.Select(one => states.Select(state => Like(one, state, torch.zeros_like(one.Values))).ToArray())];
        _masters = options.HasMasterWeights
            ? [.. parameters.Select(one => Like(one, ParameterUpdate.MasterName, one.Values.detach().clone()))]
            : [];
        _stored =
        [
            .. parameters.Select((_, index) => (NamedTensor[])
            [
                .. storesStates ? _states[index] : [], .. options.StoresMasterWeights ? new[] { _masters[index] } : [],
            ]),
        ];
    }

    /// <summary>All tensors that it keeps, in the order of checkpoints.</summary>
    internal IEnumerable<NamedTensor> Kept => _states.SelectMany(states => states).Concat(_masters);

    /// <summary>
    /// Those that it keeps for a parameter in the scratchpad of weights: each update reads and writes them there. The others are where no
    /// write fails.
    /// </summary>
    /// <param name="index">Number of the parameter.</param>
    internal IReadOnlyList<NamedTensor> StoredStates(int index) => _stored[index];

    /// <summary>Updates a parameter and clears its gradient.</summary>
    /// <param name="index">Number of the parameter.</param>
    /// <param name="step">Step of the run, from 0.</param>
    internal void Update(int index, long step)
    {
        using IDisposable mode = torch.no_grad();
        Tensor stored = _parameters[index].Values;
        Tensor weights = _masters.Length > 0 ? _masters[index].Values : stored;
        Tensor gradient = stored.grad ?? throw new InvalidOperationException($"{_parameters[index].Name} has no gradient");
        Update(step, weights, gradient, _states[index]);
        if (_masters.Length > 0)
            stored.copy_(weights);
        gradient.zero_();
    }

    public void Dispose()
    {
        foreach (NamedTensor tensor in Kept)
            tensor.Values.Dispose();
    }

    /// <summary>Updates weights and states in place.</summary>
    /// <param name="step">Step of the run, from 0.</param>
    /// <param name="weights">The weights, master weights where there are any.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="states">The states, in the order of their names.</param>
    private protected abstract void Update(long step, Tensor weights, Tensor gradient, IReadOnlyList<NamedTensor> states);

    private static NamedTensor Like(NamedTensor parameter, string name, Tensor values) =>
        parameter with { Name = $"{name}.{parameter.Name}", Values = values.DetachFromDisposeScope() };
}
