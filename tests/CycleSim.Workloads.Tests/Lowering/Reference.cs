using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Tests.Lowering;

/// <summary>
/// A training step computed straight from its definition, image by image and layer by layer, without GEMMs. Feature maps are
/// flat: (image x pixels + pixel) x channels + channel; weights (output channel x taps + tap) x channels + channel.
/// </summary>
internal sealed class Reference(Network network, int batch, Func<string, long, long> start)
{
    private readonly Dictionary<string, long[]> _parameters = [];
    private readonly long[][] _outputs = new long[network.Layers.Length][];
    private readonly long[][] _errors = new long[network.Layers.Length][];
    private long[] _images = [];

    internal long[] Output(int layer) => _outputs[layer];

    /// <summary>The gradient with respect to a layer's output, masked where its ReLU is fused (but not behind batch norm).</summary>
    internal long[] Error(int layer) => _errors[layer];

    internal Dictionary<string, long[]> Gradients { get; } = [];

    /// <summary>Input pixels under the window of an output pixel.</summary>
    internal static IEnumerable<int> Window(Layer layer, int pixel) => Taps(layer, pixel).Select(tap => tap.Pixel);

    internal void Run(long[] loss)
    {
        _images = [.. Enumerable.Range(0, checked((int)(batch * network.Input.Words))).Select(i => start("images", i))];
        foreach (Layer layer in network.Layers)
        {
            if (layer.Kind != LayerKinds.SoftmaxLoss)
                _outputs[layer.Index] = Relu(layer, Forward(layer));
        }

        for (int i = 0; i < _errors.Length - 1; i++)
            _errors[i] = new long[_outputs[i].Length];
        _errors[network.Layers[^1].Inputs[0]] = loss;
        foreach (Layer layer in network.Layers.Reverse().Skip(1))
        {
            if (layer.Relu)
                _errors[layer.Index] = [.. _errors[layer.Index].Select((e, i) => _outputs[layer.Index][i] > 0 ? e : 0)];
            Backward(layer);
        }
    }

    private long[] Input(Layer layer, int which = 0) => layer.Inputs[which] < 0 ? _images : _outputs[layer.Inputs[which]];

    private static long[] Relu(Layer layer, long[] values) => layer.Relu ? [.. values.Select(value => Math.Max(0, value))] : values;

    private long[] Forward(Layer layer)
    {
        if (layer.Kind == LayerKinds.Add)
            return [.. Input(layer).Zip(Input(layer, 1), (a, b) => a + b)];
        if (layer.Kind == LayerKinds.BatchNorm)
            return [.. Input(layer).Select(x => 2 * x + 1)];
        long[] input = Input(layer);
        long[] output = new long[batch * layer.Output.Words];
        long[] weights = layer.IsGemm ? Parameters($"{layer.Name}.weight", WeightCount(layer)) : [];
        long[] bias = layer.Bias ? Parameters($"{layer.Name}.bias", layer.Output.Channels) : [];
        ForEachOutput(layer, (image, pixel, channel, at) => output[at] = layer.Kind.Type switch
        {
            "max_pool" => Window(layer, pixel).Max(p => input[At(layer.Input, image, p, channel)]),
            "avg_pool" => Window(layer, pixel).Sum(p => input[At(layer.Input, image, p, channel)]),
            _ => (layer.Bias ? bias[channel] : 0) + Taps(layer, pixel).Sum(tap => Enumerable.Range(0, layer.Input.Channels)
                .Sum(i => input[At(layer.Input, image, tap.Pixel, i)] * weights[Weight(layer, channel, tap.Tap, i)])),
        });
        return output;
    }

    private void Backward(Layer layer)
    {
        long[] error = _errors[layer.Index];
        switch (layer.Kind.Type)
        {
            case "add":
                Give(layer.Inputs[0], error);
                Give(layer.Inputs[1], error);
                return;
            case "batch_norm":
                Give(layer.Inputs[0], [.. error.Select(e => 2 * e)]);
                return;
            default:
                break;
        }

        long[] input = Input(layer);
        long[] back = new long[input.Length];
        long[] gradient = new long[layer.IsGemm ? WeightCount(layer) : 0];
        long[] biasGradient = new long[layer.Output.Channels];
        ForEachOutput(layer, (image, pixel, channel, at) =>
        {
            if (layer.Kind == LayerKinds.MaxPool)
            {
                back[Window(layer, pixel).Select(p => At(layer.Input, image, p, channel)).MaxBy(i => input[i])] += error[at];
                return;
            }

            if (layer.Kind == LayerKinds.AveragePool)
            {
                foreach (int p in Window(layer, pixel))
                    back[At(layer.Input, image, p, channel)] += error[at];
                return;
            }

            long[] weights = _parameters[$"{layer.Name}.weight"];
            biasGradient[channel] += error[at];
            foreach ((int tap, int p) in Taps(layer, pixel))
            {
                for (int i = 0; i < layer.Input.Channels; i++)
                {
                    back[At(layer.Input, image, p, i)] += error[at] * weights[Weight(layer, channel, tap, i)];
                    gradient[Weight(layer, channel, tap, i)] += error[at] * input[At(layer.Input, image, p, i)];
                }
            }
        });
        Give(layer.Inputs[0], back);
        if (layer.IsGemm)
            Gradients.Add($"{layer.Name}.weight", gradient);
        if (layer.Bias)
            Gradients.Add($"{layer.Name}.bias", biasGradient);
    }

    private void Give(int producer, long[] error)
    {
        if (producer >= 0)
            _errors[producer] = [.. _errors[producer].Zip(error, (a, b) => a + b)];
    }

    private void ForEachOutput(Layer layer, Action<int, int, int, int> action)
    {
        for (int image = 0; image < batch; image++)
            for (int pixel = 0; pixel < layer.Output.Pixels; pixel++)
                for (int channel = 0; channel < layer.Output.Channels; channel++)
                    action(image, pixel, channel, At(layer.Output, image, pixel, channel));
    }

    private static IEnumerable<(int Tap, int Pixel)> Taps(Layer layer, int pixel)
    {
        (int row, int column) = Math.DivRem(pixel, layer.Output.Width);
        for (int i = 0; i < layer.Kernel; i++)
        {
            for (int j = 0; j < layer.Kernel; j++)
            {
                int h = row * layer.Stride + i - layer.Padding;
                int w = column * layer.Stride + j - layer.Padding;
                if (h >= 0 && h < layer.Input.Height && w >= 0 && w < layer.Input.Width)
                    yield return (i * layer.Kernel + j, h * layer.Input.Width + w);
            }
        }
    }

    private static int WeightCount(Layer layer) => layer.Output.Channels * layer.Kernel * layer.Kernel * layer.Input.Channels;

    private static int Weight(Layer layer, int output, int tap, int input) =>
        (output * layer.Kernel * layer.Kernel + tap) * layer.Input.Channels + input;

    private static int At(FeatureMap map, int image, int pixel, int channel) => (image * map.Pixels + pixel) * map.Channels + channel;

    private long[] Parameters(string name, int count) =>
        _parameters[name] = [.. Enumerable.Range(0, count).Select(i => start(name, i))];
}
