using CycleSim.Training.Networks;
using TorchSharp;

namespace CycleSim.Training.Running;

/// <summary>
/// Stochastic gradient descent with momentum: v = momentum v + gradient + decay w, w = w - rate v. It updates the weights that are
/// stored, with their wrong bits, unless it is told to keep its own.
/// </summary>
internal sealed class Sgd : IDisposable
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
        Masters = options.KeepsMasterWeights
            ? [.. parameters.Select(
                one => one with { Name = $"master.{one.Name}", Values = one.Values.detach().clone().DetachFromDisposeScope() })]
            : [];
    }

    /// <summary>The momentum of each parameter.</summary>
    internal IReadOnlyList<NamedTensor> Velocities { get; }

    /// <summary>Weights without wrong bits; empty when none are kept.</summary>
    internal IReadOnlyList<NamedTensor> Masters { get; }

    /// <summary>Updates a parameter and clears its gradient.</summary>
    /// <param name="index">Number of the parameter.</param>
    internal void Update(int index)
    {
        using IDisposable mode = torch.no_grad();
        Tensor stored = _parameters[index].Values;
        Tensor weights = Masters.Count > 0 ? Masters[index].Values : stored;
        Tensor gradient = stored.grad ?? throw new InvalidOperationException($"{_parameters[index].Name} has no gradient");
        Tensor velocity = Velocities[index].Values.mul_(_options.Momentum).add_(gradient);
        if (_options.WeightDecay > 0)
            velocity.add_(weights, _options.WeightDecay);
        weights.add_(velocity, -_options.LearningRate);
        if (Masters.Count > 0)
            stored.copy_(weights);
        gradient.zero_();
    }

    public void Dispose()
    {
        foreach (NamedTensor tensor in Velocities.Concat(Masters))
            tensor.Values.Dispose();
    }
}
