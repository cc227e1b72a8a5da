using BenchmarkDotNet.Attributes;

namespace CycleSim.Benchmarks.Kernel;

/// <summary>Nanoseconds and bytes per event of processes that meet at a resource or a store.</summary>
[MemoryDiagnoser]
public class SharingBenchmarks : IDisposable
{
    private const int Events = 1_000_000;
    private readonly ResourceModel _resource = new();
    private readonly StoreModel _store = new();

    [GlobalCleanup]
    public void Dispose()
    {
        _resource.Dispose();
        _store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long Resource() => _resource.Advance(Events);

    [Benchmark(OperationsPerInvoke = Events)]
    public long Store() => _store.Advance(Events);
}
