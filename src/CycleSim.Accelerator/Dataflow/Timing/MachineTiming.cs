using CycleSim.Accelerator.Machine;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>How long a machine's arrays take for a product whose operands are always ready.</summary>
internal static class MachineTiming
{
    /// <summary>Cycles of a product.</summary>
    /// <param name="machine">Arrays and accumulators.</param>
    /// <param name="gemm">The product.</param>
    internal static long Cycles(MachineSpec machine, GemmShape gemm)
    {
        SystolicArraySpec array = machine.Array;
        if (!array.HasStationaryOperand)
            return array.Cycles(gemm.M, gemm.N, gemm.K);
        GemmShape product = array.Dataflow == DataflowKind.InputStationary ? gemm.Transposed : gemm;
        long? words = machine.Accumulators?.WordsOfColumn(array);
        long byColumns = Cycles(array, product.M, WholeNumbers.CeilingDivide(product.N, array.Arrays), product.K, words);
        long byStream = Cycles(array, WholeNumbers.CeilingDivide(product.M, array.Arrays), product.N, product.K, words);
        return Math.Min(byColumns, byStream);
    }

    private static long Cycles(SystolicArraySpec array, long m, long n, long k, long? words) => new WeightStationary().Count(
        new ArrayTimingQuestion(new GemmShape(m, n, k), array.Rows, array.Columns)
        {
            Variant = array.TileLoad,
            Block = Math.Min(words ?? m, m),
            TrimEdges = array.TrimEdgeFolds,
        }).Time.Cycles;
}
