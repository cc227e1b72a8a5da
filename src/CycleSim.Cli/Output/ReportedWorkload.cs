namespace CycleSim.Cli.Output;

/// <summary>What a training step of a network consists of, in JSON.</summary>
/// <param name="Network">Name of the network.</param>
/// <param name="Batch">Batch size.</param>
/// <param name="Parameters">Trained parameters.</param>
/// <param name="Macs">Multiply-accumulates of the step.</param>
/// <param name="MacsForward">Those of the forward pass.</param>
/// <param name="MacsInputGradient">Those of input gradients.</param>
/// <param name="MacsWeightGradient">Those of weight gradients.</param>
/// <param name="Update">The update of the parameters.</param>
/// <param name="Gemms">All matrix products.</param>
/// <param name="Vectors">All element-wise operations; passes that begin with "layout." move nothing.</param>
/// <param name="Tensors">All stored tensors and activations.</param>
internal sealed record ReportedWorkload(
    string Network,
    int Batch,
    long Parameters,
    long Macs,
    long MacsForward,
    long MacsInputGradient,
    long MacsWeightGradient,
    ReportedUpdate Update,
    IReadOnlyList<ReportedGemmRow> Gemms,
    IReadOnlyList<ReportedVector> Vectors,
    IReadOnlyList<ReportedTensor> Tensors);
