using CycleSim.Kernel;

namespace CycleSim.Benchmarks.Kernel;

/// <summary>50 producers and 50 consumers around a store of 10 items, each waiting a cycle after every item.</summary>
internal sealed class StoreModel : IHoldModel
{
    private const int Pairs = 50;
    private readonly Simulation _simulation = new();

    public StoreModel()
    {
        Store<long> store = new(_simulation, capacity: 10, name: "items");
        for (int i = 0; i < Pairs; i++)
        {
            _simulation.Start(Produce(store), "producer");
            _simulation.Start(Consume(store), "consumer");
        }
    }

    public long Advance(long events)
    {
        long before = _simulation.EventsProcessed;
        while (_simulation.EventsProcessed - before < events)
            _simulation.Run(_simulation.NowPs + 1_000_000);
        return _simulation.EventsProcessed - before;
    }

    public void Dispose() => _simulation.Dispose();

    private static IEnumerator<Wait> Produce(Store<long> store)
    {
        for (long item = 0; ; item++)
        {
            yield return store.Put(item);
            yield return Wait.For(1000);
        }
    }

    private static IEnumerator<Wait> Consume(Store<long> store)
    {
        while (true)
        {
            using (StoreGet<long> get = store.Get())
                yield return get;
            yield return Wait.For(1000);
        }
    }
}
