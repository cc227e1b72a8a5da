using CycleSim.Accelerator.Machine;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>How long a machine's arrays take for a product whose operands are always ready, with the machine's own dataflow.</summary>
public static class MachineTiming
{
    /// <summary>
    /// Cycles of a product that the arrays take as one pass: those of its training step are more by stalls for banks and DRAM, and by
    /// cutting it into tiles. Several arrays with a stationary operand share out columns or the stream, whichever takes fewer cycles.
    /// </summary>
    /// <param name="machine">Arrays and accumulators.</param>
    /// <param name="gemm">The product.</param>
    /// <exception cref="OverflowException">More than 2^63 - 1.</exception>
    public static long Cycles(MachineSpec machine, GemmShape gemm)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(gemm);
        SystolicArraySpec array = machine.Array;
        if (!array.HasStationaryOperand)
            return new OutputStationaryTiming(array).Cycles(gemm.M, gemm.N, gemm.K);
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
