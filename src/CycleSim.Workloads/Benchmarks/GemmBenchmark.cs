using CycleSim.Workloads.Lowering;

namespace CycleSim.Workloads.Benchmarks;

/// <summary>A matrix product, as <see cref="SingleGemmStep"/>.</summary>
internal sealed class GemmBenchmark : IBenchmarkKind
{
    public string Name => "gemm";

    public string Meaning => "a matrix product, M x K times K x N";

    public IReadOnlyList<string> Sizes { get; } = ["M", "N", "K"];

    public StepProgram Lower(IReadOnlyList<int> sizes) => SingleGemmStep.Of(sizes[0], sizes[1], sizes[2]);
}
