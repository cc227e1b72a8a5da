using CycleSim.Training.Native;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>
/// Multi-head attention of a sequence to itself. Its operators store queries, keys, values, scores, probabilities and context, as the
/// machine does; the projections start as linear layers of PyTorch. Masked scores are stored as they are computed, and left out by the
/// softmax.
/// </summary>
internal sealed class AttentionTraining : ITrainedLayerKind
{
    private const double RopeBase = 10_000;

    public string Type => "attention";

    public LayerParameters CreateParameters(Layer layer, ulong seed)
    {
        var settings = (Attention)layer.Settings!;
        long features = layer.Input.Channels;
        long keyFeatures = (long)settings.KvHeads * settings.HeadFeatures;
        (string Part, long Outputs)[] products = settings.Packed
            ? [("qkv", features + 2 * keyFeatures), ("out", features)]
            : [("q", features), ("k", keyFeatures), ("v", keyFeatures), ("out", features)];
        return new LayerParameters(products.SelectMany(product => Named(product.Part, product.Outputs)));

        IEnumerable<(string, Tensor)> Named(string part, long outputs)
        {
            string weight = $"{part}.weight";
            string bias = $"{part}.bias";
            yield return (weight, Initialisation.Uniform($"{layer.Name}.{weight}", seed, features, outputs, features));
            if (layer.Bias)
                yield return (bias, Initialisation.Uniform($"{layer.Name}.{bias}", seed, features, outputs));
        }
    }

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        Compute(layer, own, inputs, isTraining, new NoParts());

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining, IPartStore parts)
    {
        var settings = (Attention)layer.Settings!;
        (Tensor q, Tensor k, Tensor v) = Projections(settings, own!, inputs[0], parts);
        q = Rotated("rope_q", Heads(q, settings.Heads, settings), settings, parts);
        k = Repeated(Rotated("rope_k", Heads(k, settings.KvHeads, settings), settings, parts), settings);
        v = Repeated(Heads(v, settings.KvHeads, settings), settings);
        Tensor scores = parts.Store("scores", q.matmul(k.transpose(2, 3)).div(Constant.Of(Math.Sqrt(settings.HeadFeatures))));
        Tensor weights = parts.Store("softmax", (settings.Causal ? Masked(scores) : scores).softmax(3));
        Tensor context = parts.Store("context", weights.matmul(v).transpose(1, 2).flatten(2));
        return Project("out", own!, context);
    }

    private static (Tensor Queries, Tensor Keys, Tensor Values) Projections(
        Attention settings, LayerParameters own, Tensor input, IPartStore parts)
    {
        if (!settings.Packed)
            return (Stored("q"), Stored("k"), Stored("v"));
        Tensor packed = Stored("qkv");
        long keyFeatures = (long)settings.KvHeads * settings.HeadFeatures;
        long features = packed.shape[2] - 2 * keyFeatures;
        return (packed.narrow(2, 0, features), packed.narrow(2, features, keyFeatures),
            packed.narrow(2, features + keyFeatures, keyFeatures));

        Tensor Stored(string part) => parts.Store(part, Project(part, own, input));
    }

    private static Tensor Project(string part, LayerParameters own, Tensor values) =>
        functional.linear(values, own[$"{part}.weight"], own.Find($"{part}.bias"));

    // Batch x heads x positions x features of a head.
    private static Tensor Heads(Tensor values, int heads, Attention settings) =>
        values.reshape(values.shape[0], values.shape[1], heads, settings.HeadFeatures).transpose(1, 2);

    // Query heads that share keys and values stand beside each other.
    private static Tensor Repeated(Tensor values, Attention settings) =>
        settings.KvHeads == settings.Heads ? values : values.repeat_interleave(settings.Heads / settings.KvHeads, 1);

    private static Tensor Masked(Tensor scores)
    {
        Tensor isLater = torch.ones([scores.shape[2], scores.shape[3]], torch.@bool).triu(1);
        return scores.masked_fill(isLater, Constant.Of(double.NegativeInfinity));
    }

    // J. Su et al., "RoFormer", 2021; pairs are a feature of the first half and one of the second, as in Llama.
    private static Tensor Rotated(string part, Tensor values, Attention settings, IPartStore parts)
    {
        if (!settings.Rope)
            return values;
        long half = settings.HeadFeatures / 2;
        Tensor frequencies = torch.arange(Constant.Of(half), torch.float32)
            .mul(Constant.Of(-2.0 / settings.HeadFeatures * Math.Log(RopeBase))).exp();
        Tensor angles = torch.outer(torch.arange(Constant.Of(values.shape[2]), torch.float32), frequencies);
        (Tensor cosines, Tensor sines) = (angles.cos(), angles.sin());
        (Tensor first, Tensor second) = (values.narrow(3, 0, half), values.narrow(3, half, half));
        return parts.Store(part, torch.cat(
            [first * cosines - second * sines, (second * cosines).add(first * sines, Constant.One)], 3));
    }
}
