using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>All of an operation is done.</summary>
/// <param name="Layer">Its layer.</param>
/// <param name="Pass">Its pass.</param>
/// <param name="Part">Its name within the layer.</param>
/// <param name="Gemm">Its shape and tiling; null for vector operations, and where only its products are known.</param>
/// <param name="Macs">Its multiply-accumulates.</param>
internal sealed record OperationEnd(string Layer, Pass Pass, string Part, GemmResult? Gemm, long Macs)
{
    /// <summary>The step ends: changed tensors have been written back.</summary>
    internal static OperationEnd Last { get; } =
        new(OperationResult.EndOfStep, Pass.Update, OperationResult.WriteBack, null, 0) { IsLast = true };

    /// <summary>The step ends with it.</summary>
    internal bool IsLast { get; private init; }

    /// <summary>An operation of a program is done.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="gemm">Its shape and tiling; null for vector operations.</param>
    internal static OperationEnd Of(StepOperation operation, GemmResult? gemm) => new(
        operation.Layer.Name, operation.Pass, operation.Name[(operation.Layer.Name.Length + 1)..], gemm, gemm?.Macs ?? 0);
}
