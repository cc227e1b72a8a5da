using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>Asserts that the lowered step of a graph computes what the graph means.</summary>
internal static class StepProof
{
    private const double Tolerance = 1e-9;

    /// <summary>Every activation, every gradient and every updated parameter.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="seed">Seed of the numbers.</param>
    /// <param name="inTiles">Products are cut into tiles of random sizes.</param>
    internal static void Assert(Graph graph, uint seed, bool inTiles = false)
    {
        GraphStep step = GraphTrainingStep.StepOf(graph);
        var machine = new GraphInterpreter(graph, step, (name, i) => Number(seed, name, i));
        machine.Run(inTiles ? seed : null);
        var reference = new GraphReference(graph, (name, i) => Number(seed, name, i));
        foreach (GraphValue value in graph.Values)
            AssertSame(value.Name, reference.Of(value), machine.Of(value));
        foreach (Operator source in graph.Operators.Reverse().Where(source => !GraphReference.IsView(source)))
        {
            foreach (GraphValue value in source.Outputs.Where(value => value.NeedsGradient))
            {
                AssertSame(
                    $"gradient of {value.Name}", reference.GradientOf(value),
                    machine.GradientOf(value) ?? new double[value.Shape.Words]);
            }
        }

        foreach (GraphParameter parameter in graph.Parameters.Where(parameter => parameter.IsTrained))
        {
            double[] gradient = reference.GradientOf(parameter);
            AssertSame($"gradient of {parameter.Name}", gradient, machine.GradientOf(parameter));
            double[] updated = [.. gradient.Select((word, i) => GraphInterpreter.Update(Number(seed, parameter.Name, i), word))];
            AssertSame($"{parameter.Name} after its update", updated, machine.Updated(parameter));
        }

        AssertGemms(graph, step.Build());
    }

    /// <summary>The products of the step are the rows of the tables.</summary>
    internal static void AssertGemms(Graph graph, StepProgram program) => Xunit.Assert.Equal(
        Sorted(TrainingStepRows.Of(graph).Gemms.Select(row => (row.Layer, row.Pass, row.M, row.N, row.K, row.Count))),
        Sorted(program.Operations.OfType<GemmOperation>().Select(gemm =>
            (gemm.Layer.Name, gemm.Part, gemm.M, gemm.N, gemm.K, (long)gemm.Count))));

    private static (string, string, long, long, long, long)[] Sorted(IEnumerable<(string, string, long, long, long, long)> rows) =>
        [.. rows.Order()];

    private static void AssertSame(string name, double[] expected, double[] actual)
    {
        Xunit.Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Xunit.Assert.True(
                Math.Abs(expected[i] - actual[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"{name}: word {i} is {actual[i]}, not {expected[i]}");
        }
    }

    /// <summary>A number from -2 to 2, not 0, in eighths, that depends on all three: sums of products of them are exact.</summary>
    private static double Number(uint seed, string name, long index)
    {
        ulong hash = seed + 0x9E3779B97F4A7C15UL;
        foreach (char c in name)
            hash = (hash ^ c) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (ulong)index) * 0x94D049BB133111EBUL;
        hash = (hash ^ (hash >> 31)) * 0xBF58476D1CE4E5B9UL;
        long number = (long)((hash >> 33) % 32) - 16;
        return (number >= 0 ? number + 1 : number) / 8.0;
    }
}
