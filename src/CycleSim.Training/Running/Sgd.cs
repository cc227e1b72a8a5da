using CycleSim.Training.Native;
using CycleSim.Training.Networks;
using TorchSharp;

namespace CycleSim.Training.Running;

/// <summary>
/// Stochastic gradient descent with momentum: v = momentum v + gradient + decay w, w = w - rate v. It updates the weights that are
/// stored, with their wrong bits, unless it is told to keep its own. These are the operations of libtorch, which multiplies and adds with
/// one rounding where the processor can. The momentum is kept where no write fails.
/// </summary>
internal sealed class Sgd : IParameterUpdate
{
    private readonly IReadOnlyList<NamedTensor> _parameters;
    private readonly TrainingOptions _options;

    internal Sgd(IReadOnlyList<NamedTensor> parameters, TrainingOptions options)
    {
        _parameters = parameters;
        _options = options;
        Velocities = [.. parameters.Select(one => one with
        {
            Name = $"velocity.{one.Name}",
            Values = torch.zeros_like(one.Values).DetachFromDisposeScope(),
        })];
        Masters = options.HasMasterWeights
            ? [.. parameters.Select(
                one => one with { Name = $"master.{one.Name}", Values = one.Values.detach().clone().DetachFromDisposeScope() })]
            : [];
    }

    /// <summary>The momentum of each parameter.</summary>
    internal IReadOnlyList<NamedTensor> Velocities { get; }

    /// <summary>Weights that are kept beside those that layers read; empty when none are.</summary>
    internal IReadOnlyList<NamedTensor> Masters { get; }

    public IEnumerable<NamedTensor> Kept => Velocities.Concat(Masters);

    public IReadOnlyList<NamedTensor> StoredStates(int index) => _options.StoresMasterWeights ? [Masters[index]] : [];

    public void Update(int index, long step) => Update(index);

    /// <summary>Updates a parameter and clears its gradient.</summary>
    /// <param name="index">Number of the parameter.</param>
    internal void Update(int index)
    {
        using IDisposable mode = torch.no_grad();
        Tensor stored = _parameters[index].Values;
        Tensor weights = Masters.Count > 0 ? Masters[index].Values : stored;
        Tensor gradient = stored.grad ?? throw new InvalidOperationException($"{_parameters[index].Name} has no gradient");
        Tensor velocity = Velocities[index].Values.mul_(Constant.Of(_options.Momentum)).add_(gradient, Constant.One);
        if (_options.WeightDecay > 0)
            velocity.add_(weights, Constant.Of(_options.WeightDecay));
        weights.add_(velocity, Constant.Of(-_options.LearningRate));
        if (Masters.Count > 0)
            stored.copy_(weights);
        gradient.zero_();
    }

    public void Dispose()
    {
        foreach (NamedTensor tensor in Kept)
            tensor.Values.Dispose();
    }
}
