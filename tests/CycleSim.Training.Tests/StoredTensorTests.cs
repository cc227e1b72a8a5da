using CycleSim.Configuration.Json;
using CycleSim.Training.Native;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Tests;

/// <summary>Training stores the outputs and errors of layers that the machine writes, each of them once: nothing else can fail.</summary>
public sealed class StoredTensorTests
{
    private const string Images = """{"channels": 4, "height": 6, "width": 6}""";
    private const string Tokens = """{"tokens": 5}""";
    private const string Convolution = """{"name": "a", "type": "conv", "out_channels": 4, "kernel": 1}""";
    private const string Sequence = Convolution + """, {"name": "s", "type": "to_sequence"}""";
    private const string Pixel = Convolution + """, {"name": "p", "type": "global_avg_pool"}""";
    private const string Vector = Convolution + """, {"name": "v", "type": "fc", "out_features": 4}""";
    private const string Both = Pixel + """, {"name": "v", "type": "fc", "out_features": 4, "input": "a"}""";
    private const string Table = """{"name": "e", "type": "embedding", "vocabulary": 9, "features": 4}""";
    private const string Two = Convolution + """, {"name": "b", "type": "conv", "out_channels": 4, "kernel": 1, "input": "images"}""";

    private static readonly (string Type, string[] Networks)[] Cases =
    [
        ("conv", [Of("conv", "\"out_channels\": 3, \"kernel\": 3")]),
        ("conv_transpose", [Of("conv_transpose", "\"out_channels\": 3, \"kernel\": 2")]),
        ("fc", [Of("fc", "\"out_features\": 5")]),
        ("max_pool", [Of("max_pool", "\"kernel\": 2")]),
        ("avg_pool", [Of("avg_pool", "\"kernel\": 2")]),
        ("batch_norm", [Of("batch_norm")]),
        ("global_avg_pool", [Of("global_avg_pool")]),
        ("global_max_pool", [Of("global_max_pool")]),
        ("upsample", [Of("upsample", "\"factor\": 2")]),
        ("squeeze_excitation", [Of("squeeze_excitation", "\"channels\": 2")]),
        ("relu", [$"{Sequence}, {Of("relu", of: "")}", $"{Two}, {Joined("add")}, {Of("relu", of: "")}"]),
        .. "relu6 sigmoid tanh silu gelu gelu_tanh hard_sigmoid hard_swish".Split(' ').Select(type => (type, new[] { Of(type) })),
        ("softmax", [Of("softmax"), Of("softmax", of: Sequence)]),
        ("layer_scale", [Of("layer_scale"), Of("layer_scale", of: Sequence), Of("layer_scale", of: Vector)]),
        ("layer_norm", [Of("layer_norm"), Of("layer_norm", of: Sequence)]),
        ("rms_norm", [Of("rms_norm"), Of("rms_norm", of: Table)]),
        ("linear", [Of("linear", "\"out_features\": 3", Sequence), Of("linear", "\"out_features\": 3", Pixel)]),
        ("attention",
        [
            Of("attention", "\"heads\": 2", Sequence), Of("attention", "\"heads\": 2, \"packed\": true, \"rope\": true", Table),
        ]),
        ("embedding", [Table]),
        ("to_sequence", [Sequence, $"{Sequence}, {Of("tanh", of: "")}"]),
        ("class_token", [Of("class_token", of: Sequence), Of("class_token", of: Table)]),
        ("position_embedding",
        [
            Of("position_embedding", of: Sequence), Of("position_embedding", of: Table),
            $$"""{{Sequence}}, {"name": "c", "type": "class_token"}, {{Of("position_embedding", of: "")}}""",
            $$"""{{Two}}, {{Joined("add")}}, {"name": "s", "type": "to_sequence"}, {{Of("position_embedding", of: "")}}""",
            $$"""{{Sequence}}, {"name": "p", "type": "position_embedding"}, {"name": "x", "type": "add", "inputs": ["p", "s"]}""",
        ]),
        ("select", [Of("select", of: Sequence), $"{Of("position_embedding", of: Table)}, {Of("select", "\"position\": 2", "", "y")}"]),
        ("mean", [Of("mean", of: Sequence)]),
        ("slice",
        [
            Of("slice", "\"channels\": 2"), Of("slice", "\"channels\": 2", Sequence),
            $$"""
            {{Convolution}}, {"name": "l", "type": "slice", "channels": 2},
            {"name": "r", "type": "slice", "input": "a", "start": 2, "channels": 2}, {"name": "x", "type": "add", "inputs": ["l", "r"]}
            """,
        ]),
        ("add",
        [
            $"{Two}, {Joined("add")}", $"{Two}, {Joined("add")}, {Of("batch_norm", of: "", name: "y")}",
            $"{Pixel}, {Joined("add", "a", "p")}", $"{Pixel}, {Joined("add", "p", "a")}", $"{Vector}, {Joined("add", "a", "v")}",
            $"{Both}, {Joined("add", "p", "v")}", $"{Both}, {Joined("add", "v", "p")}",
        ]),
        ("multiply",
        [
            $"{Two}, {Joined("multiply")}", $"{Pixel}, {Joined("multiply", "a", "p")}", $"{Vector}, {Joined("multiply", "v", "a")}",
            $"{Both}, {Joined("multiply", "p", "v")}",
        ]),
        ("matmul",
        [
            $$"""
            {{Sequence}}, {{Of("linear", "\"out_features\": 5", "", "q")}},
            {"name": "k", "type": "linear", "input": "s", "out_features": 5},
            {"name": "p", "type": "matmul", "inputs": ["q", "k"], "transpose_second": true}, {{Joined("matmul", "p", "s")}}
            """,
        ]),
        ("concat",
        [
            $"{Two}, {Joined("concat")}", $"{Both}, {Joined("concat", "p", "v")}",
            $$"""{{Sequence}}, {{Of("tanh", of: "", name: "t")}}, {{Joined("concat", "s", "t")}}""",
            $"{Two}, {Joined("concat")}, {Of("softmax", of: "", name: "y")}",
        ]),
        ("softmax_loss", [Convolution]),
    ];

    public StoredTensorTests() => TorchLibrary.Load(1);

    public static TheoryData<string, int> Numbers
    {
        get
        {
            var numbers = new TheoryData<string, int>();
            foreach ((string type, string[] networks) in Cases)
                for (int number = 0; number < networks.Length; number++)
                    numbers.Add(type, number);
            return numbers;
        }
    }

    [Fact]
    public void Every_kind_of_layer_is_among_the_cases()
    {
        // Other tests register kinds of their own.
        IEnumerable<string> own = LayerKinds.All.Where(kind => kind.GetType().Assembly == typeof(LayerKinds).Assembly)
            .Select(kind => kind.Type);
        Assert.Equal(own.Append("relu").Order(), Cases.Select(one => one.Type).Order());
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void What_training_stores_is_what_the_machine_writes(string type, int number)
    {
        const int batch = 2;
        Network description = Read(Cases.Single(one => one.Type == type).Networks[number]);
        using DisposeScope scope = torch.NewDisposeScope();
        using var network = new TorchNetwork(description, 1);
        Recorder seen = Step(network, batch);
        StepProgram program = WorkloadLoader.Of(description).Lower(batch);
        Assert.Equal(Written(program, description, "out"), seen.Activations);
        Assert.Equal(Written(program, description, "error"), seen.Errors);
        Assert.Equal(
            seen.Errors.Select(pair => pair.Layer),
            description.Layers.Where(layer => network.HasStoredError(layer.Index)).Select(layer => layer.Name).Order());
    }

    private static string Of(string type, string keys = "", string of = Convolution, string name = "x")
    {
        string layer = $$"""{"name": "{{name}}", "type": "{{type}}"{{(keys.Length > 0 ? ", " : "")}}{{keys}}}""";
        return of.Length > 0 ? $"{of}, {layer}" : layer;
    }

    private static string Joined(string type, string first = "a", string second = "b") =>
        $$"""{"name": "{{type}}", "type": "{{type}}", "inputs": ["{{first}}", "{{second}}"]}""";

    // Ends with one position: all scores are of images or sequences alike.
    private static Network Read(string layers)
    {
        bool hasTokens = layers.StartsWith(Table, StringComparison.Ordinal);
        string[] ends =
        [
            """{"name": "end", "type": "linear", "out_features": 3}""", """{"name": "end", "type": "fc", "out_features": 3}""",
        ];
        return NetworkLoader.Read(ConfigDocument.Parse(
            $$"""
            {"name": "n", "description": "a net", "source": "a book", "input": {{(hasTokens ? Tokens : Images)}}, "classes": 3, "layers": [
            {{layers}}, {{ends[hasTokens ? 0 : 1]}}, {"name": "loss", "type": "softmax_loss"}]}
            """,
            "n.json"));
    }

    private static Recorder Step(TorchNetwork network, int batch)
    {
        bool hasTokens = network.Description.Input.IsTokens;
        torch.Tensor input = hasTokens
            ? torch.arange(5 * batch).remainder(9).reshape(batch, 5)
            : torch.arange(144 * batch, torch.float32).mul(0.7f).sin().reshape(batch, 4, 6, 6);
        var seen = new Recorder(network.Description);
        torch.Tensor scores = network.Forward(input, seen);
        torch.nn.functional.cross_entropy(scores, torch.zeros(scores.shape[0], torch.int64)).backward();
        return seen;
    }

    // What is stored between the operators of a layer has names of its own; the last product of attention is one of them.
    private static IEnumerable<(string Layer, long Words)> Written(StepProgram program, Network network, string tensor) =>
    [
        .. network.Layers
            .Select(layer => (layer.Name, Tensor: $"{layer.Name}.{(layer.Kind.Type == "attention" ? "out." : "")}{tensor}"))
            .SelectMany(pair => program.Operations.SelectMany(operation => operation.Writes).Distinct()
                .Where(written => written.Name == pair.Tensor).Select(written => (pair.Name, written.Words)))
            .Order(),
    ];

    private sealed class Recorder(Network network) : IStoredTensors
    {
        private readonly List<(string, long)> _activations = [];
        private readonly List<(string, long)> _errors = [];

        public IEnumerable<(string Layer, long Words)> Activations => _activations.Order();

        public IEnumerable<(string Layer, long Words)> Errors => _errors.Order();

        public void StoreActivation(int layer, torch.Tensor values) => _activations.Add((network.Layers[layer].Name, values.numel()));

        public void StoreError(int layer, torch.Tensor values) => _errors.Add((network.Layers[layer].Name, values.numel()));
    }
}
