using CsCheck;
using CycleSim.Graphs;
using CycleSim.Properties;
using CycleSim.Workloads.Graphs;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>Random graphs: every activation and every gradient of a training step, by its addresses.</summary>
public class RandomGraphTests
{
    [Fact]
    [Trait("kind", "property")]
    public void A_random_graph_computes_what_it_means() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 3], Gen.UInt).ForAll(
            (operators, batch, seed) =>
            {
                Graph graph = RandomGraph.Of(seed, batch, operators);
                StepProof.Assert(graph, seed);
            },
            cases: 600, slowCases: 2000);

    [Fact]
    [Trait("kind", "property")]
    public void A_random_graph_computes_the_same_in_tiles() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 3], Gen.UInt).ForAll(
            (operators, batch, seed) => StepProof.Assert(RandomGraph.Of(seed, batch, operators), seed, inTiles: true),
            cases: 200, slowCases: 500);

    /// <summary>Outputs of one slice a location are a part of any range of rows that have three.</summary>
    [Fact]
    public void Products_whose_operands_have_different_slices_are_cut_where_both_can_be() =>
        StepProof.Assert(RandomGraph.Of(1032514, batch: 3, operators: 10), 1032514, inTiles: true);
}
