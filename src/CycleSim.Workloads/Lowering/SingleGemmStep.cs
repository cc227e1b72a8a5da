using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// One matrix product as a step of its own: A, M x K, lies with the activations, B, stored as N rows of K words, with the weights, and the
/// output, M x N, with the activations. Operands are in DRAM before, the output after.
/// </summary>
public static class SingleGemmStep
{
    /// <summary>Name of the network and of its only layer.</summary>
    public const string Name = "gemm";

    /// <summary>The step.</summary>
    /// <param name="m">Rows of A and of the output, at least 1.</param>
    /// <param name="n">Columns of B and of the output, at least 1.</param>
    /// <param name="k">Reduction dimension, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static StepProgram Of(int m, int n, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var a = new TensorSpec(0, "a", TensorRole.Activation, -1, m, k);
        var b = new TensorSpec(1, "b", TensorRole.Weight, 0, n, k);
        var c = new TensorSpec(2, "c", TensorRole.Activation, 0, m, n);
        var layer = new Product();
        var gemm = new GemmOperation(
            $"{Name} fwd", layer, Pass.Forward, "fwd", Operand(a, k), Operand(b, k), new GemmOutput(c, [0]), [], Bias: null, RowSums: null);
        return new StepProgram(layer, m, [a, b, c], [gemm], [a.Id, b.Id], [c.Id]);
    }

    private static OperandView Operand(TensorSpec tensor, int depth) =>
        new(tensor, LaneAxis.Slices, depth, [[new WordRun(0, 0, depth)]]);

    /// <summary>The only layer, and the network that it is.</summary>
    private sealed class Product : INetwork, ILayer
    {
        public string Name => SingleGemmStep.Name;

        public int Index => 0;

        public IReadOnlyList<ILayer> Layers => [this];
    }
}
