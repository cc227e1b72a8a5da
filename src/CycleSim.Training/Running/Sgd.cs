using CycleSim.Training.Native;
using CycleSim.Training.Networks;

namespace CycleSim.Training.Running;

/// <summary>
/// Stochastic gradient descent with momentum: v = momentum v + gradient + decay w, w = w - rate v. It updates the weights that are
/// stored, with their wrong bits, unless it is told to keep its own. These are the operations of libtorch, which multiplies and adds with
/// one rounding where the processor can. The momentum is kept where no write fails.
/// </summary>
/// <param name="parameters">The weights that layers read.</param>
/// <param name="options">What to compute.</param>
internal sealed class Sgd(IReadOnlyList<NamedTensor> parameters, TrainingOptions options)
    : WeightUpdate(parameters, options, ["velocity"], storesStates: false)
{
    private readonly TrainingOptions _options = options;

    private protected override void Update(long step, Tensor weights, Tensor gradient, IReadOnlyList<NamedTensor> states)
    {
        Tensor velocity = states[0].Values.mul_(Constant.Of(_options.Momentum)).add_(gradient, Constant.One);
        if (_options.WeightDecay > 0)
            velocity.add_(weights, Constant.Of(_options.WeightDecay));
        weights.add_(velocity, Constant.Of(-_options.LearningRate));
    }
}
