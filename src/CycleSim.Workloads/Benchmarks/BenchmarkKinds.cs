using CycleSim.Configuration.Keys;

namespace CycleSim.Workloads.Benchmarks;

/// <summary>The kinds of benchmarks.</summary>
public static class BenchmarkKinds
{
    /// <summary>All kinds; more can be registered.</summary>
    public static readonly ChoiceTable<IBenchmarkKind> All = new(
        "kernel", new GemmBenchmark(), new ConvolutionBenchmark(), new AttentionBenchmark(), new SoftmaxBenchmark(),
        new LayerNormBenchmark());
}
