using CycleSim.Training.Native;
using CycleSim.Training.Networks;
using CycleSim.Training.Running;
using TorchSharp;

namespace CycleSim.Training.Tests;

/// <summary>Momentum and weight decay, in numbers that binary fractions hold exactly.</summary>
public sealed class SgdTests
{
    private static readonly float[][] Gradients = [[0.5f, 0.25f], [0.25f, -1], [0, 0]];

    public SgdTests() => TorchLibrary.Load(1);

    [Fact]
    public void Decay_enters_the_velocity_and_so_the_steps_that_follow() => Check(
        weightDecay: 0.125, [0.84375f, -2], [0.6767578125f, -1.6875f], [0.572113037109375f, -1.478515625f]);

    [Fact]
    public void Without_decay_the_velocity_is_that_of_the_gradients() => Check(
        weightDecay: 0, [0.875f, -2.0625f], [0.75f, -1.84375f], [0.6875f, -1.734375f]);

    [Fact]
    public void Kept_weights_decay_by_themselves_and_not_by_what_is_stored()
    {
        using torch.Tensor weights = Weights();
        using Sgd sgd = Of(weights, 0.125, keepsMasterWeights: true);
        foreach ((float[] gradient, float[] expected) in Gradients.Zip<float[], float[]>(
            [[0.84375f, -2], [0.6767578125f, -1.6875f], [0.572113037109375f, -1.478515625f]]))
        {
            Step(sgd, weights, gradient);
            Assert.Equal(expected, weights.data<float>().ToArray());
            using IDisposable mode = torch.no_grad();
            weights.fill_(1000);
        }
    }

    private static void Check(double weightDecay, params float[][] expected)
    {
        using torch.Tensor weights = Weights();
        using Sgd sgd = Of(weights, weightDecay, keepsMasterWeights: false);
        for (int step = 0; step < Gradients.Length; step++)
        {
            Step(sgd, weights, Gradients[step]);
            Assert.Equal(expected[step], weights.data<float>().ToArray());
            Assert.Equal([0f, 0f], weights.grad!.data<float>().ToArray());
        }
    }

    private static torch.Tensor Weights() => torch.tensor([1f, -2f], requires_grad: true);

    private static Sgd Of(torch.Tensor weights, double weightDecay, bool keepsMasterWeights) => new(
        [new NamedTensor("w", 0, weights)],
        new TrainingOptions { LearningRate = 0.25, Momentum = 0.5, WeightDecay = weightDecay, KeepsMasterWeights = keepsMasterWeights });

    private static void Step(Sgd sgd, torch.Tensor weights, float[] gradient)
    {
        using torch.Tensor values = torch.tensor(gradient);
        using torch.Tensor product = (weights * values).sum();
        product.backward();
        sgd.Update(0, 0);
    }
}
