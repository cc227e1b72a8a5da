using CycleSim.Kernel;

namespace CycleSim.Benchmarks.Kernel;

/// <summary>100 processes that share a resource of 10 units: ask, hold for a cycle, give back, think for a cycle.</summary>
internal sealed class ResourceModel : IHoldModel
{
    private const int Users = 100;
    private readonly Simulation _simulation = new();

    public ResourceModel()
    {
        Resource resource = new(_simulation, capacity: 10, name: "units");
        for (int i = 0; i < Users; i++)
            _simulation.Start(Use(resource), "user");
    }

    public long Advance(long events)
    {
        long before = _simulation.EventsProcessed;
        while (_simulation.EventsProcessed - before < events)
            _simulation.Run(_simulation.NowPs + 1_000_000);
        return _simulation.EventsProcessed - before;
    }

    public void Dispose() => _simulation.Dispose();

    private static IEnumerator<Wait> Use(Resource resource)
    {
        while (true)
        {
            using (Request request = resource.Request())
            {
                yield return request;
                yield return Wait.For(1000);
            }

            yield return Wait.For(1000);
        }
    }
}
