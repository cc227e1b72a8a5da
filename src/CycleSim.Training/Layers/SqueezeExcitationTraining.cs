using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Each channel times a factor that two small layers compute from the means of all channels.</summary>
internal sealed class SqueezeExcitationTraining : ITrainedLayerKind
{
    public string Type => "squeeze_excitation";

    public LayerParameters CreateParameters(Layer layer, ulong seed)
    {
        (long channels, long inner) = (layer.Input.Channels, ((SqueezeExcitation)layer.Settings!).Channels);
        return new LayerParameters(
            Named("fc1.weight", channels, inner, channels, 1, 1), Named("fc1.bias", channels, inner),
            Named("fc2.weight", inner, channels, inner, 1, 1), Named("fc2.bias", inner, channels));

        (string, Tensor) Named(string part, long fanIn, params ReadOnlySpan<long> shape) =>
            (part, Initialisation.Uniform($"{layer.Name}.{part}", seed, fanIn, shape));
    }

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        Compute(layer, own, inputs, isTraining, new NoParts());

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining, IPartStore parts)
    {
        var settings = (SqueezeExcitation)layer.Settings!;
        Tensor image = FeatureAxis.Image(inputs[0]);
        Tensor means = parts.Store("avgpool", image.mean([2L, 3], keepdim: true));
        Tensor inner = parts.Store("fc1", functional.conv2d(means, own!["fc1.weight"], own["fc1.bias"]));
        inner = parts.Store("activation", ActivationTraining.Apply(settings.Activation, inner));
        Tensor gate = parts.Store("fc2", functional.conv2d(inner, own["fc2.weight"], own["fc2.bias"]));
        return image * parts.Store("gate", ActivationTraining.Apply(settings.Gate, gate));
    }
}
