using CycleSim.Configuration.Json;
using CycleSim.Platform;
using CycleSim.Workloads.Files;

namespace CycleSim.Workloads.Tests.Networks;

/// <summary>Every mistake in a network file is named with its place. The first layer stands in line 3, one layer a line.</summary>
public class NetworkErrorTests
{
    private const string Conv = """{"name": "c", "type": "conv", "out_channels": 4, "kernel": 3}""";
    private const string Relu = """{"name": "r", "type": "relu"}""";
    private const string Fc = """{"name": "fc", "type": "fc", "out_features": 10}""";
    private const string Tokens = """{"tokens": 8}""";
    private const string Loss = """{"name": "loss", "type": "softmax_loss"}""";

    [Theory]
    [InlineData("\"channels\": 0, \"height\": 8, \"width\": 9", "n.json(1,37): input.channels = 0: is out of range; allowed: 1 to 65536")]
    [InlineData("\"channels\": 3, \"height\": 5000, \"width\": 9",
        "n.json(1,50): input.height = 5000: is out of range; allowed: 1 to 4096")]
    [InlineData("\"channels\": 3, \"height\": 8, \"width\": \"9\"",
        "n.json(1,62): input.width = \"9\": expected a whole number, found string")]
    [InlineData("\"channels\": 3, \"height\": 8, \"wdith\": 9",
        "n.json(1,53): input: unknown key \"wdith\"; did you mean \"width\"?; allowed: channels, height, width, tokens")]
    [InlineData("\"channels\": 3, \"height\": 8, \"width\": 9, \"depth\": 1",
        "n.json(1,65): input: unknown key \"depth\"; allowed: channels, height, width, tokens")]
    [InlineData("\"channels\": 3, \"height\": 8", "n.json(1,24): input: key \"width\" is missing; "
        + "an image has channels, height and width, a sequence has tokens")]
    [InlineData("\"tokens\": 8, \"width\": 9", "n.json(1,47): input.width = 9: is of an image; the input is tokens")]
    [InlineData("\"tokens\": 0", "n.json(1,35): input.tokens = 0: is out of range; allowed: 1 to 1048576")]
    [InlineData("\"channels\": 65536, \"height\": 4096, \"width\": 4096",
        "n.json(1,37): input.channels = 65536: gives 65536x4096x4096, 1099511627776 words an image; allowed: at most 268435456")]
    public void Input_errors(string input, string message) => AssertError(message, $"{{{input}}}", 10, Fc, Loss);

    /// <summary>A fused ReLU is a part of its layer, and has a name of its own.</summary>
    [Fact]
    public void A_layer_that_is_called_as_a_part_of_another_one_is_refused()
    {
        string layers = string.Join(",", Conv, Relu, """{"name": "c.relu", "type": "relu"}""", Fc, Loss);
        string text = $$"""{"name": "n", "input": {"channels": 1, "height": 8, "width": 8}, "classes": 10, "layers": [{{layers}}]}""";
        Workload workload = WorkloadLoader.Of(NetworkLoader.Read(ConfigDocument.Parse(text, "n.json")));
        Assert.Equal(
            "n: layer \"c.relu\": a part of another layer is called \"c.relu\", too; rename one of them",
            Assert.Throws<InputException>(() => workload.GraphOf(1)).Message);
    }

    [Fact]
    public void Root_errors()
    {
        AssertRootError("n.json(1,1): key \"name\" is missing", "{}");
        AssertRootError("n.json(1,10): name = \" \": is empty", """{"name": " "}""");
        const string Head = """{"name": "n", "input": {"channels": 1, "height": 1, "width": 1}, "classes": """;
        AssertRootError("n.json(1,77): classes = 1: is out of range; allowed: 2 to 65536", $"{Head}1}}");
        AssertRootError("n.json(1,90): layers = []: is empty; allowed: 1 to 10000 values", $"{Head}2, \"layers\": []}}");
        AssertRootError(
            "n.json(1,94): unknown key \"batch\"; allowed: name, description, source, input, classes, layers",
            $"{Head}2, \"layers\": [], \"batch\": 1}}");
        string many = string.Join(',', Enumerable.Repeat(Fc, 10_001));
        AssertRootError("n.json(1,90): layers = [...]: has 10001 values; allowed: 1 to 10000", $"{Head}2, \"layers\": [{many}]}}");
    }

    [Theory]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 0, "kernel": 3}""",
        "n.json(3,47): layers[0].out_channels = 0: is out of range; allowed: 1 to 65536")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 4, "kernel": 65}""",
        "n.json(3,60): layers[0].kernel = 65: is out of range; allowed: 1 to 64")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 4, "kernel": 11, "padding": 1}""",
        "n.json(3,60): layers[0].kernel = 11: is larger than its padded input 10x11; allowed: 1 to 10")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 4, "kernel": 3, "stride": 0}""",
        "n.json(3,73): layers[0].stride = 0: is out of range; allowed: 1 to 64")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 4, "kernel": 3, "padding": -1}""",
        "n.json(3,74): layers[0].padding = -1: is out of range; allowed: 0 to 63")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 4, "kernel": 3, "bias": 1}""",
        "n.json(3,71): layers[0].bias = 1: expected true or false, found number")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 4, "kernel": 3, "dilation": 65}""",
        "n.json(3,75): layers[0].dilation = 65: is out of range; allowed: 1 to 64")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 4, "kernel": 3, "dilation": 4}""",
        "n.json(3,60): layers[0].kernel = 3: spans 9x9 and is larger than its padded input 8x9; allowed: a span of at most 8x9")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 4, "kernel": 3, "groups": 2}""", "n.json(3,73): layers[0].groups = 2: "
        + "does not divide the 3 input channels and 4 output channels; allowed: what divides both")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 4, "kernel": [3, 3, 3]}""",
        "n.json(3,60): layers[0].kernel = [...]: has 3 values; allowed: 2")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 4, "kernel": 3, "padding": [1, 3]}""",
        "n.json(3,74): layers[0].padding = [...]: is out of range; allowed: 0 to 2")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 4, "kernel": 3, "auto_pad": "same"}""",
        "n.json(3,75): layers[0].auto_pad = \"same\": is unknown; allowed: same_upper, same_lower")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 4, "kernel": 3, "auto_pad": "same_upper", "padding": 1}""",
        "n.json(3,100): layers[0].padding = 1: is given together with auto_pad same_upper; allowed: one of them")]
    [InlineData("""{"name": "u", "type": "conv_transpose", "out_channels": 4, "kernel": 3, "stride": 2, "output_padding": 2}""",
        "n.json(3,104): layers[0].output_padding = 2: is out of range; allowed: 0 to 1")]
    [InlineData("""{"name": "u", "type": "conv_transpose", "out_channels": 4, "kernel": 3, "auto_pad": "same_upper"}""",
        "n.json(3,73): layers[0]: unknown key \"auto_pad\"; allowed: name, type, input, kernel, padding, stride, dilation, groups, " +
        "out_channels, output_padding, bias")]
    [InlineData("""{"name": "c", "type": "conv", "kernel": 3}""", "n.json(3,1): layers[0]: key \"out_channels\" is missing")]
    [InlineData("""{"name": "p", "type": "max_pool", "kernel": 2, "padding": 2}""",
        "n.json(3,59): layers[0].padding = 2: is out of range; allowed: 0 to 1")]
    [InlineData("""{"name": "p", "type": "avg_pool", "kernel": 9}""",
        "n.json(3,45): layers[0].kernel = 9: is larger than its padded input 8x9; allowed: 1 to 8")]
    [InlineData("""{"name": "f", "type": "fc", "out_features": 65537}""",
        "n.json(3,45): layers[0].out_features = 65537: is out of range; allowed: 1 to 65536")]
    [InlineData("""{"name": "x", "type": "con"}""",
        "n.json(3,23): layers[0].type = \"con\": is unknown; did you mean \"conv\"?; " +
        "allowed: conv, fc, max_pool, avg_pool, batch_norm, relu, add, softmax_loss, conv_transpose, global_avg_pool, global_max_pool, " +
        "upsample, squeeze_excitation, relu6, sigmoid, tanh, silu, gelu, gelu_tanh, hard_sigmoid, hard_swish, softmax, multiply, matmul, " +
        "concat, slice, layer_scale, layer_norm, rms_norm, embedding, position_embedding, to_sequence, class_token, linear, attention, " +
        "select, mean")]
    [InlineData("""{"name": "b c", "type": "softmax_loss"}""",
        "n.json(3,10): layers[0].name = \"b c\": is no name; allowed: 1 to 128 characters without white space")]
    [InlineData("""{"name": "images", "type": "softmax_loss"}""", "n.json(3,10): layers[0].name = \"images\": " +
        "stands for the network's input")]
    [InlineData("""{"name": "c", "type": "conv", "input": "imags", "out_channels": 4, "kernel": 3}""",
        "n.json(3,40): layers[0].input = \"imags\": no layer before this one has the name \"imags\"; did you mean \"images\"?")]
    [InlineData("""{"name": "e", "type": "embedding", "vocabulary": 5, "features": 4}""",
        "n.json(3,23): layers[0].type = \"embedding\": its input \"images\" is 3x8x9; needed: tokens")]
    [InlineData("""{"name": "a", "type": "attention", "heads": 1}""", "n.json(3,23): layers[0].type = \"attention\": "
        + "its input \"images\" is 3x8x9; needed: a sequence, as embedding and to_sequence give it")]
    [InlineData("""{"name": "a", "type": "add", "inputs": ["images"]}""",
        "n.json(3,40): layers[0].inputs = [...]: has 1 values; allowed: 2")]
    [InlineData("""{"name": "a", "type": "add", "inputs": ["images", "images"]}""",
        "n.json(3,40): layers[0].inputs = [...]: must be the names of two different layers")]
    [InlineData("""{"name": "loss", "type": "softmax_loss"}""",
        "n.json(3,26): layers[0].type = \"softmax_loss\": its input \"images\" has the shape 3x8x9; "
        + "needed: one feature per class, 10x1x1, or a sequence with 10 features")]
    [InlineData("""{"name": "c", "type": "conv", "out_channels": 65536, "kernel": 1, "stride": 1, "bias": true, "x": 1}""",
        "n.json(3,94): layers[0]: unknown key \"x\"; "
        + "allowed: name, type, input, kernel, padding, stride, dilation, auto_pad, groups, out_channels, bias")]
    public void First_layer_errors(string layer, string message) => AssertLayersError(message, layer, Fc, Loss);

    [Fact]
    public void A_loss_of_the_images_is_refused() => AssertError(
        "n.json(3,26): layers[0].type = \"softmax_loss\": reads the images; a layer must stand before it",
        """{"channels": 10, "height": 1, "width": 1}""", 10, """{"name": "loss", "type": "softmax_loss"}""");

    [Fact]
    public void Names_must_be_unique()
    {
        AssertLayersError("n.json(4,10): layers[1].name = \"c\": is also the name of layers[0]; names must be unique", Conv, Conv);
        AssertLayersError(
            "n.json(5,10): layers[2].name = \"r\": is also the name of layers[1]; names must be unique",
            Conv,
            Relu,
            """{"name": "r", "type": "max_pool", "kernel": 2}""");
    }

    [Fact]
    public void Relu_errors()
    {
        AssertError(
            "n.json(3,23): layers[0].type = \"relu\": its input \"images\" is 8 tokens; needed: values, as embedding gives them",
            Tokens,
            10,
            Relu);
        AssertLayersError(
            "n.json(5,44): layers[2].input = \"c\": \"c\" is replaced by its ReLU; use \"r\"",
            Conv,
            Relu,
            """{"name": "p", "type": "max_pool", "input": "c", "kernel": 2}""");
    }

    [Fact]
    public void Added_shapes_must_be_equal() =>
        AssertLayersError(
            "n.json(4,40): layers[1].inputs = [...]: have the shapes 4x6x7 and 3x8x9; allowed: equal ones, or one of them with one pixel",
            Conv,
            """{"name": "a", "type": "add", "inputs": ["c", "images"]}""");

    [Fact]
    public void Batch_normalisation_needs_an_image() =>
        AssertError(
            "n.json(4,23): layers[1].type = \"batch_norm\": its input \"e\" is 8x4; needed: an image",
            Tokens,
            10,
            """{"name": "e", "type": "embedding", "vocabulary": 5, "features": 4}""",
            """{"name": "b", "type": "batch_norm"}""");

    [Fact]
    public void The_loss_is_last_and_takes_the_classes()
    {
        AssertLayersError("n.json(3,24): layers[0].type = \"fc\": the last layer must be softmax_loss", Fc);
        AssertLayersError("n.json(5,10): layers[2].name = \"c\": follows \"loss\"; softmax_loss must be the last layer", Fc, Loss, Conv);
        AssertLayersError(
            "n.json(5,10): layers[2].name = \"loss2\": follows \"loss\"; softmax_loss must be the last layer",
            Fc,
            Loss,
            """{"name": "loss2", "type": "softmax_loss"}""");
        AssertError(
            "n.json(4,26): layers[1].type = \"softmax_loss\": its input \"fc\" has the shape 10x1x1; " +
            "needed: one feature per class, 100x1x1, or a sequence with 100 features",
            """{"channels": 3, "height": 8, "width": 9}""",
            100,
            Fc,
            Loss);
    }

    [Fact]
    public void Every_output_is_used()
    {
        AssertLayersError(
            "n.json(3,10): layers[0].name = \"c\": its output is used by no layer",
            Conv,
            """{"name": "fc", "type": "fc", "input": "images", "out_features": 10}""",
            Loss);
        AssertLayersError(
            "n.json(4,10): layers[1].name = \"r\": its output is used by no layer",
            Conv,
            Relu,
            """{"name": "fc", "type": "fc", "input": "images", "out_features": 10}""",
            Loss);
    }

    [Fact]
    public void Sizes_are_limited()
    {
        const string Large = """{"channels": 16, "height": 4096, "width": 4096}""";
        AssertError(
            "n.json(3,47): layers[0].out_channels = 17: gives 17x4096x4096, 285212672 words an image; allowed: at most 268435456",
            Large,
            10,
            """{"name": "c", "type": "conv", "out_channels": 17, "kernel": 1}""");
        AssertError(
            "n.json(3,47): layers[0].out_channels = 16: needs 17046725197824 multiply-accumulates an image; allowed: at most 4398046511104",
            Large,
            10,
            """{"name": "c", "type": "conv", "out_channels": 16, "kernel": 63, "padding": 31}""");
        AssertError(
            "n.json(3,45): layers[0].kernel = 2: gives 16x4097x4097, 268566544 words an image; allowed: at most 268435456",
            Large,
            10,
            """{"name": "p", "type": "max_pool", "kernel": 2, "stride": 1, "padding": 1}""");
        AssertError(
            "n.json(3,24): layers[0].type = \"fc\": its input 16x4096x4096 has 268435456 words; allowed: at most 16777216", Large, 10, Fc);
    }

    private static void AssertLayersError(string message, params string[] layers) =>
        AssertError(message, """{"channels": 3, "height": 8, "width": 9}""", 10, layers);

    private static void AssertError(string message, string input, int classes, params string[] layers) =>
        AssertRootError(
            message,
            $"{{\"name\": \"n\", \"input\": {input}, \"classes\": {classes},\n\"layers\": [\n{string.Join(",\n", layers)}\n]}}");

    private static void AssertRootError(string message, string text) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => NetworkLoader.Read(ConfigDocument.Parse(text, "n.json"))).Message);
}
