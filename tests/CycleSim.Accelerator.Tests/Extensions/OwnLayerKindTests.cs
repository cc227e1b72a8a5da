using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Dram.Statistics;
using CycleSim.Extensions;
using CycleSim.Platform;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A kind of layer that one file defines and one call registers is read, lowered and simulated like any other.</summary>
public sealed class OwnLayerKindTests
{
    private const int Batch = 4;
    private const string Scale = """{"name": "s", "type": "scale", "channels_per_factor": 2}""";

    static OwnLayerKindTests()
    {
        LayerKinds.Register(new ScaleLayer());
        LayerKinds.Register(new WidenLayer());
    }

    [Fact]
    public void It_is_read_from_JSON()
    {
        Layer layer = Read(Scale).Layers[1];
        Assert.IsType<ScaleLayer>(layer.Kind);
        Assert.Equal((new FeatureMap(32, 6, 6), 2, true), (layer.Output, layer.Settings, layer.Relu));
        Assert.Equal(16, layer.Parameters);
        Assert.Equal(32, Read("""{"name": "s", "type": "scale"}""").Layers[1].Parameters);
    }

    [Theory]
    [InlineData("""{"name": "s", "type": "scale", "channels_per_factor": 5}""",
        "n.json(4,55): layers[1].channels_per_factor = 5: does not divide the 32 channels of \"c\"")]
    [InlineData("""{"name": "s", "type": "scale", "factor": 5}""",
        "n.json(4,32): layers[1]: unknown key \"factor\"; allowed: name, type, input, channels_per_factor")]
    [InlineData("""{"name": "s", "type": "scal"}""",
        "n.json(4,23): layers[1].type = \"scal\": is unknown; did you mean \"scale\"?; "
        + "allowed: conv, fc, max_pool, avg_pool, batch_norm, relu, add, softmax_loss, conv_transpose, global_avg_pool, global_max_pool, "
        + "upsample, squeeze_excitation, relu6, sigmoid, tanh, silu, gelu, gelu_tanh, hard_sigmoid, hard_swish, softmax, multiply, matmul, "
        + "concat, slice, layer_scale, layer_norm, rms_norm, embedding, position_embedding, to_sequence, class_token, linear, attention, "
        + "select, mean, scale, widen")]
    [InlineData("""{"name": "s", "type": "widen", "edge": 4096}""",
        "n.json(4,23): layers[1].type = \"widen\": gives 32x4096x4096, 536870912 words an image; allowed: at most 268435456")]
    [InlineData("""{"name": "s", "type": "widen", "edge": 512}""",
        "n.json(4,23): layers[1].type = \"widen\": needs 8796093022208 multiply-accumulates an image; allowed: at most 4398046511104")]
    public void Messages_know_it(string layer, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => Read(layer)).Message);

    [Fact]
    public void Schema_and_reference_page_have_its_keys()
    {
        string schema = SchemaWriter.Write(NetworkKeys.All);
        Assert.Contains("\"#/definitions/scale_layer\"", schema, StringComparison.Ordinal);
        Assert.Contains("scale: product with a learned factor for each channel", schema, StringComparison.Ordinal);
        const string Relu = "ReLU, fused into the conv, fc, batch_norm, add or scale before it; a layer of its own behind others";
        Assert.Contains($"relu: {Relu}", schema, StringComparison.Ordinal);
        string page = ReferencePage.Write([("Networks", NetworkKeys.All)]);
        Assert.Contains("- with `type` \"scale\": [scale layer](#scale-layer)", page, StringComparison.Ordinal);
        Assert.Contains("| `channels_per_factor` |", page, StringComparison.Ordinal);
        Assert.Contains($"`relu`: {Relu}", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_can_be_taken_once()
    {
        string message = Assert.Throws<ArgumentException>(() => LayerKinds.Register(new ScaleLayer())).Message;
        Assert.StartsWith("\"scale\" is registered already", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_step_with_it_runs_on_the_machine_of_the_paper()
    {
        StepProgram program = TrainingStepLowering.Lower(Read(Scale), Batch);
        Assert.Equal(
            [
                "c fwd", "s fwd", "f fwd", "l loss", "f igrad", "f wgrad", "f update.weight", "f update.bias", "s wgrad", "s igrad",
                "s update.factors", "c wgrad", "c update.weight", "c update.bias",
            ],
            program.Operations.Select(operation => operation.Name));

        StepResult result = Run(program, fastForward: true);
        Assert.Equal(Counts(Run(program, fastForward: false)), Counts(result));

        // Four images of 32 x 6 x 6 words and 16 factors, 16 words a line; the line of factors comes from DRAM first.
        const int Lines = Batch * 32 * 6 * 6 / 16;
        Assert.Equal((Lines, 1, 0, Lines, 1, 0), Accesses(result, "s", Pass.Forward));
        Assert.Equal((Lines, 0, Lines, 0, 1, 0), Accesses(result, "s", Pass.WeightGradient));
        Assert.Equal((0, 1, Lines, 0, 0, Lines), Accesses(result, "s", Pass.InputGradient));
        Assert.Equal((0, 2, 0, 0, 1, 0), Accesses(result, "s", Pass.Update));
    }

    private static Network Read(string layer) => NetworkLoader.Read(ConfigDocument.Parse(
        $$"""
        {"name": "n", "input": {"channels": 3, "height": 8, "width": 8}, "classes": 10,
        "layers": [
        {"name": "c", "type": "conv", "out_channels": 32, "kernel": 3},
        {{layer}},
        {"name": "r", "type": "relu"},
        {"name": "f", "type": "fc", "out_features": 10},
        {"name": "l", "type": "softmax_loss"}
        ]}
        """,
        "n.json"));

    private static StepResult Run(StepProgram program, bool fastForward) =>
        new TrainingStepSimulator(program, TestMachines.Paper, MemoryTechnologyLoader.Load("stt-mram"), 48 << 20)
        {
            FastForward = fastForward,
        }.Run();

    private static IEnumerable<(CycleCounts, ScratchpadTotals, DramCounts)> Counts(StepResult result) =>
        result.Operations.Select(operation => (operation.Cycles, operation.Scratchpads, operation.Dram));

    /// <summary>Lines read of activations, weights and errors, then lines written.</summary>
    private static (long, long, long, long, long, long) Accesses(StepResult result, string layer, Pass pass)
    {
        var (activation, weight, error) = result.Operations
            .Single(operation => operation.Layer == layer && operation.Pass == pass).Scratchpads;
        return (
            activation.ReadAccesses, weight.ReadAccesses, error.ReadAccesses,
            activation.WriteAccesses, weight.WriteAccesses, error.WriteAccesses);
    }
}
