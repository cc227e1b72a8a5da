using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Lifetimes;

/// <summary>Which operations give a tensor new data as a whole: many write a part, such as one phase of a strided gradient.</summary>
internal static class WrittenWords
{
    /// <summary>Whether an operation writes every word of a tensor. Words that it writes twice do not occur.</summary>
    internal static bool AreAll(StepOperation operation, TensorSpec tensor) => Of(operation, tensor) >= tensor.Words;

    private static long Of(StepOperation operation, TensorSpec tensor) => operation switch
    {
        GemmOperation gemm => (gemm.Output.Tensor == tensor ? gemm.M * gemm.N * gemm.Count : 0)
            + (gemm.RowSums == tensor ? gemm.M * gemm.Count : 0),
        VectorOperation vector => vector.Outputs.Where(stream => stream.Tensor == tensor).Sum(WordsOf),
        _ => 0,
    };

    private static long WordsOf(VectorStream stream) =>
        (long)stream.Slices.Count * (stream.Runs?.Sum(run => (long)run.Length) ?? stream.Tensor.WordsPerSlice);
}
