using CycleSim.Configuration.Keys;

namespace CycleSim.Workloads.Kernels;

/// <summary>The kinds of kernels.</summary>
public static class KernelKinds
{
    /// <summary>All kinds; more can be registered.</summary>
    public static readonly ChoiceTable<IKernelKind> All = new(
        "kernel", new GemmKernel(), new ConvolutionKernel(), new AttentionKernel(), new SoftmaxKernel(), new LayerNormKernel());
}
