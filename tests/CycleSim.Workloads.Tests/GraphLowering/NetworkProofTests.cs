using CycleSim.Configuration.Models;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Import;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Tests.Onnx;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>Networks of JSON files: what small ones compute, and the products of shipped ones.</summary>
public class NetworkProofTests
{
    public static TheoryData<string, int> Small
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in SmallNetworks.All.Keys)
                for (int batch = 1; batch <= 3; batch++)
                    data.Add(name, batch);
            return data;
        }
    }

    public static TheoryData<string> Shipped => [.. ModelStore.Names(ModelKind.Networks)];

    public static TheoryData<string, int> Files =>
        new() { { "efficientnet_b0", 8 }, { "vit_b_16", 8 }, { "gpt2_small", 4 }, { "llama_2l", 4 }, { "densenet_tiny", 8 } };

    [Theory]
    [MemberData(nameof(Small))]
    public void A_small_network_computes_what_it_means(string name, int batch) =>
        StepProof.Assert(NetworkOperators.Of(SmallNetworks.Read(name), batch), 1);

    [Theory]
    [MemberData(nameof(Small))]
    public void A_small_network_computes_the_same_in_tiles(string name, int batch)
    {
        for (uint seed = 1; seed <= 2; seed++)
            StepProof.Assert(NetworkOperators.Of(SmallNetworks.Read(name), batch), seed, inTiles: true);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void The_products_of_a_shipped_network_are_the_rows_of_the_tables(string name)
    {
        Graph graph = NetworkOperators.Of(NetworkLoader.Load(name), 2);
        StepProof.AssertGemms(graph, GraphTrainingStep.Lower(graph));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_products_of_a_file_are_the_rows_of_the_tables(string name, int batch)
    {
        Graph graph = OnnxImporter.Import(
            ShapeInference.Infer(OnnxReader.Read(name, OnnxFiles.Network($"{name}.onnx")), batch), name);
        StepProof.AssertGemms(graph, GraphTrainingStep.Lower(graph));
    }

    /// <summary>Layers that know the machine are lowered by themselves; their products are those of their operators.</summary>
    [Theory]
    [MemberData(nameof(Shipped))]
    public void Both_ways_of_lowering_give_the_same_products(string name)
    {
        Network network = NetworkLoader.Load(name);
        if (!network.Layers.All(layer => layer.Kind is ILoweredLayerKind))
            return;
        AssertSameProducts(network, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Both_ways_of_lowering_give_the_same_products_of_residual_blocks(int batch) =>
        AssertSameProducts(SmallNetworks.Read("residual blocks"), batch);

    private static void AssertSameProducts(Network network, int batch) => Assert.Equal(
        Rows(GraphTrainingStep.Lower(NetworkOperators.Of(network, batch))), Rows(TrainingStepLowering.Lower(network, batch)));

    private static (string, long, long, long, long)[] Rows(StepProgram program) =>
    [
        .. program.Operations.OfType<GemmOperation>().Select(gemm => (gemm.Part, gemm.M, gemm.N, gemm.K, (long)gemm.Count)).Order(),
    ];
}
