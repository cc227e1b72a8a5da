using System.Diagnostics;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Import;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Tests.Onnx;

namespace CycleSim.Workloads.Tests.Import;

/// <summary>Large files take seconds: no step looks at all nodes for each node.</summary>
[Collection(Alone)]
public class ImportSpeedTests
{
    /// <summary>Tests that other tests would slow down.</summary>
    internal const string Alone = "alone";

    private const int Count = 30_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public void Operators_of_one_name() => AssertQuick(() =>
    {
        var builder = new GraphBuilder("many", 1);
        GraphValue value = builder.AddInput("x", new TensorShape(1, 1));
        for (int i = 0; i < Count; i++)
            builder.Add(new GivenErrorOperator(builder.UniqueName("layer"), [value]));
        Assert.Equal($"layer_{Count - 1}", builder.Operators[^1].Name);
    });

    [Fact]
    public void Operations_of_one_name() => AssertQuick(() =>
    {
        var names = new UniqueNames('.');
        for (int i = 0; i < Count; i++)
            names.Take("operation");
        Assert.Equal($"operation.{Count}", names.Take("operation"));
    });

    [Fact]
    public void Outputs_of_the_graph()
    {
        const int Nodes = 80_000;
        OnnxMaker model = new OnnxMaker(20).Input("x", "N", 1).Weight("w", 1, 1).Node("MatMul", "x w", "v0");
        for (int i = 0; i < Nodes; i++)
            model.Node("MatMul", $"v{i} w", $"v{i + 1}");
        model.Output(string.Join(' ', Enumerable.Range(0, Nodes + 1).Select(i => $"v{Nodes - i}")));
        ShapedModel shaped = model.Infer();
        AssertQuick(() => Assert.Equal(Nodes + 2, OnnxImporter.Import(shaped, "many").Operators.Length));
    }

    [Fact]
    public void Tables_and_layers()
    {
        const int Tables = 15_000;
        OnnxMaker model = new OnnxMaker(20).Tokens("ids", "N", 1).Weight("t", 1, 1).Node("Gather", "t ids", "v0");
        for (int i = 0; i < Tables; i++)
        {
            model.Weight($"t{i}", 1, 1).Weight($"w{i}", 1, 1).Node("Gather", $"t{i} ids", $"e{i}").Node("Add", $"v{i} e{i}", $"s{i}")
                .Node("MatMul", $"s{i} w{i}", $"v{i + 1}");
        }

        model.Output($"v{Tables}");
        ShapedModel shaped = model.Infer();
        AssertQuick(() => Assert.Equal(3 * Tables + 2, OnnxImporter.Import(shaped, "many").Operators.Length));
    }

    private static void AssertQuick(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        Assert.True(watch.Elapsed < Limit, $"took {watch.Elapsed}; allowed: less than {Limit}");
    }
}
