using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Workloads.Export;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Import;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Tests.GraphLowering;
using CycleSim.Workloads.Tests.Onnx;

namespace CycleSim.Workloads.Tests.Import;

/// <summary>
/// A graph that is written as an ONNX file and read again has the same rows, layers and parameters, at another batch size too.
/// </summary>
public class ExportTests
{
    public static TheoryData<string> Shipped => [.. ModelStore.Names(ModelKind.Networks)];

    public static TheoryData<string> Small => [.. SmallNetworks.All.Keys];

    public static TheoryData<string> GoodMinis => [.. OnnxFiles.GoodMinis];

    public static TheoryData<string> Layouts => [.. LayoutCases.Keys];

    /// <summary>Models whose value "z" comes from an operator that works along axes.</summary>
    private static Dictionary<string, Func<OnnxMaker>> LayoutCases { get; } = new()
    {
        ["one position"] = () => Sequences.Tensor("i", OnnxMaker.TensorOf([1L])).Node("Gather", "y i", "z", ("axis", 1)),
        ["one feature, as many as positions"] = () =>
            Sequences.Tensor("i", OnnxMaker.TensorOf([1L])).Node("Gather", "y i", "z", ("axis", 2)),
        ["every third feature from the last to the first"] = () => Slice(-1, -9, 2, -3),
        ["all features from the last to the first"] = () => Slice(-1, -9, 2, -1),
        ["the features in the middle"] = () => Slice(1, 3, 2, 1),
        ["all features"] = () => Slice(0, 4, 2, 1),
        ["layer normalisation over features"] = () => Normalised("LayerNormalization", 2, 4),
        ["layer normalisation over positions and features"] = () => Normalised("LayerNormalization", 1, 4, 4),
        ["RMS normalisation over features"] = () => Normalised("RMSNormalization", 2, 4),
        ["RMS normalisation over positions and features"] = () => Normalised("RMSNormalization", 1, 4, 4),
        ["softmax over positions"] = () => Sequences.Node("Softmax", "y", "z", ("axis", 1)),
        ["softmax over channels"] = () => Images.Node("Softmax", "y", "z", ("axis", 1)),
        ["softmax over rows"] = () => Images.Node("Softmax", "y", "z", ("axis", -2)),
        ["dilated maxima"] = () => Images.Node("MaxPool", "y", "z", ("kernel_shape", new[] { 2L, 3 }), ("dilations", new[] { 3L, 2 })),
        ["dilated means"] = () =>
            Images.Node("AveragePool", "y", "z", ("kernel_shape", new[] { 2L, 3 }), ("dilations", new[] { 3L, 2 })),
        ["means of padded images"] = () => Means(("count_include_pad", 1)),
        ["means of what is not padded"] = () => Means(),
    };

    private static OnnxMaker Sequences => new OnnxMaker(20).Input("x", "N", 4, 4).Weight("w", 4, 4).Node("MatMul", "x w", "y");

    private static OnnxMaker Normalised(string operation, int axis, params long[] scale) =>
        new OnnxMaker(23).Input("x", "N", 4, 4).Weight("w", 4, 4).Node("MatMul", "x w", "y").Weight("s", scale)
            .Node(operation, "y s", "z", ("axis", axis));

    private static OnnxMaker Images => new OnnxMaker(20).Input("x", "N", 3, 7, 9).Weight("w", 5, 3, 1, 1).Node("Conv", "x w", "y");

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_network_comes_back(string name)
    {
        Workload workload = WorkloadLoader.Load(name);
        AssertComesBack(workload.GraphOf(1), workload.GraphOf(3));
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void A_small_network_comes_back(string name)
    {
        Network network = SmallNetworks.Read(name);
        AssertComesBack(NetworkOperators.Of(network, 1), NetworkOperators.Of(network, 3));
    }

    /// <summary>The window is one that all properties but this say completely.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_mean_of_a_network_counts_comes_back(bool isPadCounted)
    {
        Network network = NetworkLoader.Read(ConfigDocument.Parse(
            $$"""
            { "name": "means", "description": "made for a test", "source": "own", "classes": 3,
              "input": { "channels": 3, "height": 8, "width": 6 },
              "layers": [ { "name": "a", "type": "conv", "out_channels": 4, "kernel": 3, "stride": 1, "padding": 1 },
                { "name": "means", "type": "avg_pool", "kernel": 3, "stride": 2, "padding": 1,
                  "count_include_pad": {{(isPadCounted ? "true" : "false")}} },
                { "name": "fc", "type": "fc", "out_features": 3 }, { "name": "loss", "type": "softmax_loss" } ] }
            """,
            "means.json"));
        Graph graph = NetworkOperators.Of(network, 1);
        AssertComesBack(graph, NetworkOperators.Of(network, 3));
        PoolOperator[] pools = [.. new[] { graph, Reread(graph, 1) }.SelectMany(one => one.Operators.OfType<PoolOperator>())];
        Assert.Equal([isPadCounted, isPadCounted], pools.Select(pool => pool.CountIncludePad));
    }

    [Theory]
    [MemberData(nameof(GoodMinis))]
    public void An_imported_network_comes_back(string name)
    {
        OnnxModel model = OnnxReader.Read(name, OnnxFiles.Mini(name));
        AssertComesBack(Graph(model, 1), Graph(model, 3));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void What_an_operator_does_with_its_axes_comes_back(string name)
    {
        OnnxModel model = LayoutCases[name]().Output("z").Read();
        (Graph written, Graph expected) = (Graph(model, 1), Graph(model, 3));
        AssertComesBack(written, expected);
        Assert.Equal(expected.Operators.Select(FactsOf), Reread(written, 3).Operators.Select(FactsOf));
    }

    [Fact]
    public void A_softmax_over_several_axes_comes_back()
    {
        OnnxModel model = new OnnxMaker(11).Input("x", "N", 3, 4).Weight("w", 4, 4).Node("MatMul", "x w", "y")
            .Node("Softmax", "y", "z", ("axis", 1)).Output("z").Read();
        Graph read = Reread(Graph(model, 1), 3);
        Assert.Equal(12, Assert.Single(read.Operators.OfType<SoftmaxOperator>()).Length);
        AssertSame(VectorsOf(Graph(model, 3)), VectorsOf(read));
    }

    private static void AssertComesBack(Graph written, Graph expected)
    {
        Graph read = Reread(written, expected.Batch);
        StepRows expectedRows = TrainingStepRows.Of(expected);
        StepRows rows = TrainingStepRows.Of(read);
        AssertSame(expectedRows.Gemms.Select(row => $"{row with { Layer = "" }}"), rows.Gemms.Select(row => $"{row with { Layer = "" }}"));
        AssertSame(VectorsOf(expected), VectorsOf(read));
        AssertSame(expected.Operators.Select(layer => layer.Type), read.Operators.Select(layer => layer.Type));
        AssertSame(
            expected.Parameters.Select(parameter => $"{parameter.Name} {parameter.Shape}"),
            read.Parameters.Select(parameter => $"{parameter.Name} {parameter.Shape}"));
    }

    /// <summary>What a graph is after it was written and read.</summary>
    private static Graph Reread(Graph written, int batch)
    {
        using var stream = new MemoryStream();
        OnnxExport.Write(written, stream);
        return Graph(OnnxReader.Read("exported", stream.ToArray()), batch);
    }

    private static IEnumerable<string> VectorsOf(Graph graph) =>
        TrainingStepRows.Of(graph).Vectors.Select(row => $"{row with { Layer = "" }}");

    private static string FactsOf(Operator layer) => layer switch
    {
        SliceOperator slice => $"slice {string.Join(',', slice.Starts)} {string.Join(',', slice.Steps)} {slice.LeftOut}",
        SoftmaxOperator softmax => $"softmax {softmax.Length}",
        PoolOperator pool => $"{pool.Type} {pool.Window} {pool.CountIncludePad}",
        _ => $"{layer.Type} {layer.Window}",
    };

    private static OnnxMaker Slice(long start, long end, long axis, long step) => Sequences.Integers("start", start).Integers("end", end)
        .Integers("axis", axis).Integers("step", step).Node("Slice", "y start end axis step", "z");

    private static OnnxMaker Means(params (string, object)[] attributes) => Images.Node(
        "AveragePool", "y", "z", [("kernel_shape", new[] { 3L, 3 }), ("pads", new[] { 1L, 1, 1, 1 }), .. attributes]);

    private static Graph Graph(OnnxModel model, int batch) => OnnxImporter.Import(ShapeInference.Infer(model, batch), "network");

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
}
