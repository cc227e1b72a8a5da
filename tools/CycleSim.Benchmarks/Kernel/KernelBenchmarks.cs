using BenchmarkDotNet.Attributes;

namespace CycleSim.Benchmarks.Kernel;

/// <summary>Nanoseconds and bytes per event of the kernel, against the class library's PriorityQueue.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks : IDisposable
{
    private const int Events = 1_000_000;
    private PriorityQueueHold _priorityQueue = null!;
    private HandlerHold _handlers = null!;
    private ProcessHold _processes = null!;

    /// <summary>How the delays of self-rescheduling events are chosen.</summary>
    public enum Delays
    {
        /// <summary>Always one cycle of 1000 ps.</summary>
        Constant,

        /// <summary>1 to 200 cycles, equally likely.</summary>
        Spread,
    }

    [Params(1, 100, 10_000)]
    public int Pending { get; set; }

    [Params(Delays.Constant, Delays.Spread)]
    public Delays Delay { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        long[] delays = Delay == Delays.Constant ? DelayTable.Constant() : DelayTable.Spread();
        _priorityQueue = new PriorityQueueHold(Pending, delays);
        _handlers = new HandlerHold(Pending, delays);
        _processes = new ProcessHold(Pending, delays);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _priorityQueue.Dispose();
        _handlers.Dispose();
        _processes.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public long PriorityQueue() => _priorityQueue.Advance(Events);

    [Benchmark(OperationsPerInvoke = Events)]
    public long Handlers() => _handlers.Advance(Events);

    [Benchmark(OperationsPerInvoke = Events)]
    public long Processes() => _processes.Advance(Events);
}
