using CycleSim.Configuration.Json;
using CycleSim.Training.Layers;
using CycleSim.Training.Native;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Networks;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Tests;

/// <summary>Kinds of layers against what libtorch has for them, output and gradients.</summary>
public sealed class LayerKindTests : IDisposable
{
    private const string ImageInput = """{"channels": 4, "height": 7, "width": 6}""";
    private const string TokenInput = """{"tokens": 5}""";

    private readonly DisposeScope _scope;

    public LayerKindTests()
    {
        TorchLibrary.Load(1);
        FlushToZero.End();
        _scope = torch.NewDisposeScope();
    }

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Convolutions_have_groups_dilation_and_any_window() => Check(
        """
        {"name": "x", "type": "conv", "out_channels": 6, "kernel": [3, 2], "stride": [2, 1], "dilation": [1, 2], "groups": 2,
         "padding": [1, 0, 2, 1]}
        """,
        (image, own) => functional.conv2d(
            functional.pad(image, [0, 1, 1, 2]), own.Weight, own.Bias, [2, 1], [0, 0], [1, 2], 2));

    [Theory]
    [InlineData("\"padding\": 1, \"output_padding\": 1", 1, 1)]
    [InlineData("\"padding\": 0, \"output_padding\": 1", 0, 1)]
    [InlineData("\"padding\": 1", 1, 0)]
    public void Transposed_convolutions_do(string keys, long padding, long extra) => Check(
        $$"""{"name": "x", "type": "conv_transpose", "out_channels": 6, "kernel": 3, "stride": 2, "groups": 2, {{keys}}}""",
        (image, own) => functional.conv_transpose2d(
            image, own.Weight, own.Bias, [2, 2], [padding, padding], [extra, extra], [1, 1], 2));

    [Fact]
    public void Windows_of_pooling_may_go_beyond_the_edge()
    {
        Check(
            """{"name": "x", "type": "max_pool", "kernel": 3, "stride": 2, "padding": 1, "ceil_mode": true}""",
            (image, _) => functional.max_pool2d(image, [3L, 3], [2, 2], [1, 1], ceil_mode: true));
        Check(
            """{"name": "x", "type": "max_pool", "kernel": [3, 2], "stride": [2, 3], "padding": [1, 0, 0, 0]}""",
            (image, _) => functional.max_pool2d(functional.pad(image, [0, 0, 1, 0], value: -1e9), [3L, 2], [2, 3]));
        Check(
            """{"name": "x", "type": "avg_pool", "kernel": [2, 3], "stride": 2, "padding": [0, 1]}""",
            (image, _) => functional.avg_pool2d(functional.pad(image, [1, 1, 0, 0]), [2L, 3], [2, 2]));
    }

    [Fact]
    public void Global_pools_and_upsampling_keep_channels()
    {
        Check("""{"name": "x", "type": "global_avg_pool"}""", (image, _) => functional.adaptive_avg_pool2d(image, [1L, 1]));
        Check("""{"name": "x", "type": "global_max_pool"}""", (image, _) => functional.adaptive_max_pool2d(image, [1L, 1]));
        Check(
            """{"name": "x", "type": "upsample", "factor": 3}""",
            (image, _) => functional.interpolate(image, scale_factor: [3, 3], mode: torch.InterpolationMode.Nearest));
    }

    [Fact]
    public void Functions_of_each_value_are_those_of_libtorch()
    {
        foreach ((string type, Func<torch.Tensor, torch.Tensor> expected) in new (string, Func<torch.Tensor, torch.Tensor>)[]
        {
            ("relu", values => functional.relu(values)), ("relu6", values => functional.relu6(values)),
            ("sigmoid", values => functional.sigmoid(values)), ("tanh", values => functional.tanh(values)),
            ("silu", values => functional.silu(values)), ("gelu", values => functional.gelu(values)),
            ("hard_sigmoid", values => functional.hardsigmoid(values)), ("hard_swish", values => functional.hardswish(values)),
            ("softmax", values => functional.softmax(values, 1)),
            ("gelu_tanh", values => values * 0.5 * (1 + (0.7978845608028654 * (values + 0.044715 * values.pow(3))).tanh())),
        })
        {
            Check($$"""{"name": "x", "type": "{{type}}"}""", (image, _) => expected(image * 1));
        }
    }

    [Fact]
    public void Normalisation_is_over_channels_of_a_pixel_or_features_of_a_position()
    {
        Check(
            """{"name": "x", "type": "layer_norm"}""",
            (image, own) => functional.layer_norm(image.permute(0, 2, 3, 1), [4], own.Weight, own.Bias).permute(0, 3, 1, 2));
        Check(
            """{"name": "e", "type": "embedding", "vocabulary": 9, "features": 8}, {"name": "x", "type": "rms_norm"}""",
            (rows, own) => rows / (rows.pow(2).mean([2L], keepdim: true) + 1e-5).sqrt() * own.Weight, TokenInput);
    }

    [Fact]
    public void Squeeze_excitation_scales_channels() => Check(
        """{"name": "x", "type": "squeeze_excitation", "channels": 2, "activation": "silu", "gate": "hard_sigmoid"}""",
        (image, own) =>
        {
            torch.Tensor means = functional.adaptive_avg_pool2d(image, [1L, 1]);
            torch.Tensor inner = functional.silu(functional.conv2d(means, own["fc1.weight"], own["fc1.bias"]));
            return image * functional.hardsigmoid(functional.conv2d(inner, own["fc2.weight"], own["fc2.bias"]));
        });

    [Theory]
    [InlineData(true, 4, false)]
    [InlineData(false, 4, true)]
    [InlineData(true, 2, true)]
    [InlineData(true, 2, false)]
    public void Attention_is_that_of_libtorch(bool isCausal, int kvHeads, bool isPacked) => Check(
        $$"""
        {"name": "e", "type": "embedding", "vocabulary": 9, "features": 8},
        {"name": "x", "type": "attention", "heads": 4, "kv_heads": {{kvHeads}}, "causal": {{(isCausal ? "true" : "false")}},
         "packed": {{(isPacked ? "true" : "false")}}}
        """,
        (rows, own) =>
        {
            int features = 2 * kvHeads;
            torch.Tensor[] parts = isPacked
                ? functional.linear(rows, own["qkv.weight"], own["qkv.bias"]).split([8, features, features], 2)
                : [.. new[] { "q", "k", "v" }.Select(part => functional.linear(rows, own[$"{part}.weight"], own[$"{part}.bias"]))];
            torch.Tensor[] heads = [.. parts.Select(part => part.reshape(3, 5, -1, 2).transpose(1, 2))];
            torch.Tensor context = functional.scaled_dot_product_attention(
                heads[0], heads[1].repeat_interleave(4 / kvHeads, 1), heads[2].repeat_interleave(4 / kvHeads, 1), is_casual: isCausal);
            return functional.linear(context.transpose(1, 2).reshape(3, 5, 8), own["out.weight"], own["out.bias"]);
        },
        TokenInput);

    /// <summary>Rotated queries and keys depend on the distance of positions alone: what is shifted has the same scores.</summary>
    [Fact]
    public void Rotary_positions_are_relative()
    {
        using TorchNetwork network = Build(
            """
            {"name": "e", "type": "embedding", "vocabulary": 9, "features": 8},
            {"name": "x", "type": "attention", "heads": 2, "causal": true, "rope": true, "bias": false}
            """,
            TokenInput);
        var seen = new Recorder();
        network.Forward(Row(4, 7, 4, 7, 4), seen);
        torch.Tensor scores = seen.Parts["scores"];
        for (int position = 2; position < 5; position++)
            for (int other = 2; other <= position; other++)
                for (int head = 0; head < 2; head++)
                    Assert.Equal(
                        scores[0, head, position - 2, other - 2].item<float>(), scores[0, head, position, other].item<float>(), 1e-4f);
        Assert.NotEqual(scores[0, 0, 2, 0].item<float>(), scores[0, 0, 4, 0].item<float>(), 1e-4f);
        Assert.Equal(["q", "k", "v", "rope_q", "rope_k", "scores", "softmax", "context"], seen.Parts.Keys);
        Assert.Equal(seen.Parts.Keys.Order(), seen.Backward(network, Row(4, 7, 4, 7, 4)).Order());
    }

    [Fact]
    public void A_tied_layer_trains_the_table_of_its_embedding()
    {
        using TorchNetwork network = Build(
            """
            {"name": "e", "type": "embedding", "vocabulary": 9, "features": 8},
            {"name": "x", "type": "linear", "out_features": 9, "bias": false, "tied": "e"}
            """,
            TokenInput);
        NamedTensor table = Assert.Single(network.Parameters, parameter => parameter.Layer < 2);
        Assert.Equal("e.weight", table.Name);
        torch.Tensor rows = table.Values.detach().clone().requires_grad_(true);
        torch.Tensor tokens = Row(1, 2, 3, 4, 5);
        functional.linear(rows[tokens], rows).sum().backward();
        Assert.Same(table, network.Parameters.Single(parameter => parameter.Name == table.Name));
        var seen = new Recorder();
        network.Forward(tokens, seen);
        seen.Outputs[1].sum().backward();
        AssertNear(rows.grad!, table.Values.grad!);
    }

    [Fact]
    public void Sequences_are_joined_cut_and_averaged() => Check(
        """
        {"name": "s", "type": "to_sequence"}, {"name": "c", "type": "class_token"}, {"name": "p", "type": "position_embedding"},
        {"name": "a", "type": "slice", "start": 1, "channels": 2}, {"name": "b", "type": "slice", "input": "p", "channels": 2},
        {"name": "j", "type": "concat", "inputs": ["a", "b", "p"]}, {"name": "g", "type": "layer_scale"},
        {"name": "m", "type": "multiply", "inputs": ["g", "j"]}, {"name": "first", "type": "select", "input": "m", "position": 3},
        {"name": "all", "type": "mean", "input": "m"}, {"name": "x", "type": "add", "inputs": ["first", "all"]}
        """,
        (image, _) => image,
        check: (network, image, output) =>
        {
            torch.Tensor sequence = torch.cat([torch.zeros(3, 1, 4), image.flatten(2).transpose(1, 2)], 1)
                + Parameter(network, "p.weight");
            torch.Tensor joined = torch.cat([sequence.narrow(2, 1, 2), sequence.narrow(2, 0, 2), sequence], 2);
            torch.Tensor squares = joined * joined;
            AssertNear(squares.select(1, 3) + squares.mean([1L]), output);
        });

    [Fact]
    public void Sequences_are_multiplied() => Check(
        """
        {"name": "s", "type": "to_sequence"}, {"name": "p", "type": "matmul", "inputs": ["s", "s"], "transpose_second": true},
        {"name": "a", "type": "softmax"}, {"name": "x", "type": "matmul", "inputs": ["a", "s"]}
        """,
        (image, _) => image,
        check: (_, image, output) =>
        {
            torch.Tensor sequence = image.flatten(2).transpose(1, 2);
            AssertNear(torch.bmm(torch.bmm(sequence, sequence.transpose(1, 2)).softmax(-1), sequence), output);
        });

    [Theory]
    [InlineData("\"kernel\": 3, \"stride\": 2, \"padding\": 1", 1, false)]
    [InlineData("\"kernel\": 3, \"stride\": 2, \"padding\": 1, \"ceil_mode\": true", 1, true)]
    public void Zeros_at_the_edges_are_left_out_of_means(string window, long padding, bool ceil)
    {
        Check(
            $$"""{"name": "x", "type": "avg_pool", {{window}}, "count_include_pad": false}""",
            (image, _) => functional.avg_pool2d(image, [3L, 3], [2L, 2], [padding, padding], ceil, false));
        Check(
            $$"""{"name": "x", "type": "avg_pool", {{window}}}""",
            (image, _) => functional.avg_pool2d(image, [3L, 3], [2L, 2], [padding, padding], ceil, true));
    }

    /// <summary>Of fully connected layers a vector has two axes, of poolings four: shapes of layers are equal.</summary>
    [Theory]
    [InlineData("add", "p", "v")]
    [InlineData("add", "v", "p")]
    [InlineData("add", "v", "images")]
    [InlineData("multiply", "p", "v")]
    [InlineData("multiply", "images", "v")]
    [InlineData("concat", "v", "p")]
    public void Vectors_are_images_of_one_pixel(string type, string first, string second) => Check(
        $$"""
        {"name": "p", "type": "global_avg_pool"}, {"name": "v", "type": "fc", "out_features": 4},
        {"name": "used", "type": "add", "inputs": ["p", "v"]}, {"name": "x", "type": "{{type}}", "inputs": ["{{first}}", "{{second}}"]},
        {"name": "all", "type": "global_avg_pool"}, {"name": "y", "type": "concat", "inputs": ["used", "all"]}
        """,
        (image, _) => image,
        check: (network, image, output) =>
        {
            torch.Tensor pixel = image.mean([2L, 3], keepdim: true);
            torch.Tensor vector = functional.linear(pixel.flatten(1), Parameter(network, "v.weight"), Parameter(network, "v.bias"));
            torch.Tensor Of(string name) => name switch { "p" => pixel, "v" => vector.reshape(3, 4, 1, 1), _ => image };
            (torch.Tensor one, torch.Tensor other) = (Of(first), Of(second));
            AssertNear(type switch { "add" => one + other, "multiply" => one * other, _ => torch.cat([one, other], 1) }, output);
        });

    [Theory]
    [InlineData("layer_scale", "")]
    [InlineData("conv", "\"out_channels\": 4, \"kernel\": 1")]
    [InlineData("conv_transpose", "\"out_channels\": 4, \"kernel\": 1")]
    [InlineData("max_pool", "\"kernel\": 1")]
    [InlineData("avg_pool", "\"kernel\": 1")]
    [InlineData("global_avg_pool", "")]
    [InlineData("global_max_pool", "")]
    [InlineData("upsample", "\"factor\": 2")]
    [InlineData("squeeze_excitation", "\"channels\": 2")]
    [InlineData("to_sequence", "")]
    [InlineData("slice", "\"channels\": 2")]
    [InlineData("softmax", "")]
    [InlineData("layer_norm", "")]
    public void A_vector_is_taken_as_an_image_of_one_pixel(string type, string keys)
    {
        string layer = $$"""{"name": "x", "type": "{{type}}"{{(keys.Length > 0 ? ", " : "")}}{{keys}}}""";
        const string Pixel = """{"name": "p", "type": "global_avg_pool"}, """;
        using TorchNetwork vectors = Build(Pixel + """{"name": "v", "type": "fc", "out_features": 4}, """ + layer);
        using TorchNetwork images = Build(Pixel + """{"name": "v", "type": "conv", "out_channels": 4, "kernel": 1}, """ + layer);
        using (torch.no_grad())
        {
            foreach ((NamedTensor one, NamedTensor other) in images.Parameters.Zip(vectors.Parameters))
            {
                torch.Tensor values = torch.arange(one.Values.numel(), torch.float32).mul(0.9f).sin();
                one.Values.copy_(values.reshape(one.Values.shape));
                other.Values.copy_(values.reshape(other.Values.shape));
            }
        }

        torch.Tensor image = torch.arange(3 * 4 * 7 * 6, torch.float32).mul(0.71f).sin().mul(4).reshape(3, 4, 7, 6);
        torch.Tensor expected = images.Forward(image, new Recorder());
        torch.Tensor actual = vectors.Forward(image, new Recorder());
        AssertNear(expected, actual);
        expected.square().sum().backward();
        actual.square().sum().backward();
        foreach ((NamedTensor one, NamedTensor other) in images.Parameters.Zip(vectors.Parameters))
            AssertNear(one.Values.grad!.flatten(), other.Values.grad!.flatten());
    }

    /// <summary>What only looks at a stored tensor is stored with it; nothing of it is written, so nothing fails.</summary>
    [Fact]
    public void A_view_is_not_stored_again()
    {
        using TorchNetwork network = Build(
            """
            {"name": "a", "type": "conv", "out_channels": 4, "kernel": 1}, {"name": "s", "type": "to_sequence"},
            {"name": "f", "type": "select"}, {"name": "x", "type": "linear", "out_features": 3}
            """);
        var seen = new Recorder { Erased = 0 };
        network.Forward(torch.ones(1, 4, 7, 6), seen).sum().backward();
        Assert.Equal([0, 3, 4], seen.Outputs.Keys.Order());
        Assert.Equal([0, 3, 4], seen.Errors.Keys.Order());
        AssertNear(Parameter(network, "x.bias").reshape(1, 3), seen.Outputs[3]);
    }

    /// <summary>Gradients through all stores are those of libtorch without any.</summary>
    [Theory]
    [InlineData("vit-tiny-mnist")]
    [InlineData("gpt-tiny-characters")]
    public void Stores_that_change_nothing_leave_gradients_as_they_are(string name)
    {
        Network description = NetworkLoader.Load(name);
        using TorchNetwork plain = new(description, 1), stored = new(description, 1);
        torch.Tensor input = description.Input.IsTokens
            ? torch.arange(112).remainder(13).reshape(2, 56)
            : torch.arange(2 * 28 * 28, torch.float32).mul(0.37f).sin().reshape(2, 1, 28, 28);
        torch.Tensor classes = torch.arange(description.Input.IsTokens ? 112 : 2).remainder(10);
        functional.cross_entropy(plain.Forward(input, null), classes).backward();
        functional.cross_entropy(stored.Forward(input, new Recorder()), classes).backward();
        Assert.Equal(description.Parameters, stored.ParameterCount);
        foreach ((NamedTensor one, NamedTensor other) in plain.Parameters.Zip(stored.Parameters))
        {
            AssertNear(one.Values.grad!, other.Values.grad!);
            Assert.True(one.Values.grad!.abs().max().item<float>() > 0, one.Name);
        }
    }

    private static torch.Tensor Row(params long[] tokens) => torch.tensor(tokens).reshape(1, -1);

    private static torch.Tensor Parameter(TorchNetwork network, string name) =>
        network.Parameters.Single(parameter => parameter.Name == name).Values;

    /// <summary>Output, gradient of the input and gradients of parameters of the layer "x".</summary>
    private static void Check(
        string layers, Func<torch.Tensor, LayerParameters, torch.Tensor> expected, string input = ImageInput,
        Action<TorchNetwork, torch.Tensor, torch.Tensor>? check = null)
    {
        using TorchNetwork network = Build(layers, input);
        Layer layer = network.Description.Layers.Single(one => one.Name == "x");
        torch.Tensor given = input == ImageInput
            ? torch.arange(3 * 4 * 7 * 6, torch.float32).mul(0.71f).sin().mul(4).reshape(3, 4, 7, 6).requires_grad_(true)
            : torch.arange(15).remainder(9).reshape(3, 5);
        var seen = new Recorder();
        network.Forward(given, seen);
        torch.Tensor output = seen.Outputs[layer.Index];
        if (check is not null)
        {
            check(network, given, output);
            return;
        }

        Assert.Equal([3, .. Shape(layer.Output)], output.shape);
        torch.Tensor factors = torch.arange(output.numel(), torch.float32).mul(0.3f).cos().reshape(output.shape);
        (output * factors).sum().backward();
        NamedTensor[] parameters = [.. network.Parameters.Where(parameter => parameter.Layer == layer.Index)];
        Assert.Equal(layer.Parameters, parameters.Sum(parameter => parameter.Values.numel()));

        torch.Tensor source = layer.Inputs[0] == Network.InputIndex ? given : seen.Outputs[layer.Inputs[0]];
        torch.Tensor own = source.detach().clone().requires_grad_(true);
        var copies = new LayerParameters(
            parameters.Select(parameter => (parameter.Name["x.".Length..], parameter.Values.detach().clone())));
        torch.Tensor result = expected(own, copies);
        AssertNear(result, output);
        (result * factors).sum().backward();
        foreach (NamedTensor parameter in parameters)
            AssertNear(copies[parameter.Name["x.".Length..]].grad!, parameter.Values.grad!);
        if (given.requires_grad)
            AssertNear(own.grad!, given.grad!);
        else
            AssertNear(own.grad!, seen.Errors[layer.Inputs[0]]);
    }

    private static long[] Shape(FeatureMap map) => map.IsSequence ? [map.Height, map.Channels] : [map.Channels, map.Height, map.Width];

    // The loss is there because a network ends with one.
    private static TorchNetwork Build(string layers, string input = ImageInput) => new(
        NetworkLoader.Read(ConfigDocument.Parse(
            $$"""
            {"name": "n", "description": "a net", "source": "a book", "input": {{input}}, "classes": 3, "layers": [{{layers}},
            {"name": "end", "type": "{{(input == ImageInput ? "fc" : "linear")}}", "out_features": 3},
            {"name": "loss", "type": "softmax_loss"}]}
            """,
            "n.json")), 1);

    private static void AssertNear(torch.Tensor expected, torch.Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        float scale = expected.abs().max().item<float>();
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-5f * Math.Max(scale, 1));
    }

    private sealed class Recorder : IStoredTensors
    {
        private readonly List<string> _errors = [];

        public int Erased { get; init; } = -1;

        public Dictionary<int, torch.Tensor> Outputs { get; } = [];

        public Dictionary<int, torch.Tensor> Errors { get; } = [];

        public Dictionary<string, torch.Tensor> Parts { get; } = [];

        public void StoreActivation(int layer, torch.Tensor values)
        {
            Outputs[layer] = values;
            if (layer == Erased)
                values.bytes.Clear();
        }

        public void StoreError(int layer, torch.Tensor values) => Errors[layer] = values.detach().clone();

        void IStoredTensors.StorePart(int layer, (int Number, string Name) part, torch.Tensor values) => Parts[part.Name] = values;

        void IStoredTensors.StorePartError(int layer, (int Number, string Name) part, torch.Tensor values) => _errors.Add(part.Name);

        public List<string> Backward(TorchNetwork network, torch.Tensor input)
        {
            network.Forward(input, this).sum().backward();
            return _errors;
        }
    }
}
