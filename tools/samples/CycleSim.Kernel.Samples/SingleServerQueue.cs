namespace CycleSim.Kernel.Samples;

/// <summary>
/// One server, exponential arrivals and services (M/M/1), against its closed form. Shows hooks, monitors that weigh values with the time
/// that they last, and a warm-up that is not counted. One second of the model is 1,000,000 ps.
/// </summary>
internal sealed class SingleServerQueue
{
    private const long SecondPs = 1_000_000;
    private const double Load = 0.8;
    private const long WarmUpSeconds = 1000;
    private const long EndSeconds = 200_000;
    private static readonly Distribution Service = Distribution.Exponential(SecondPs);
    private static readonly Distribution Arrival = Distribution.Exponential(SecondPs / Load);

    private readonly Simulation _simulation;
    private readonly Resource _server;
    private readonly TimeWeightedMonitor _busy;
    private readonly TimeWeightedMonitor _present;
    private readonly SampleMonitor _staySeconds = new();

    private SingleServerQueue(Simulation simulation)
    {
        _simulation = simulation;
        _server = new Resource(simulation, 1, "server");
        _busy = new TimeWeightedMonitor(simulation);
        _present = new TimeWeightedMonitor(simulation);
        _server.Changed.Subscribe((in OccupancyChange change) =>
        {
            _busy.Set(change.Level);
            _present.Set(change.Level + change.Waiting);
        });
        simulation.Start(Arrive(), "arrivals");
    }

    public static void Run(TextWriter output)
    {
        // Slots of about an event each: 2^18 ps.
        using Simulation simulation = new(seed: 42, slotWidthLog2: 18);
        SingleServerQueue queue = new(simulation);
        simulation.Run(WarmUpSeconds * SecondPs);
        queue._busy.Reset();
        queue._present.Reset();
        simulation.Run(EndSeconds * SecondPs);
        output.WriteLine($"{"",24}{"simulated",12}{"theory",12}");
        output.WriteLine($"{"share of time busy",-24}{queue._busy.Mean,12:F3}{Load,12:F3}");
        output.WriteLine($"{"customers present",-24}{queue._present.Mean,12:F3}{Load / (1 - Load),12:F3}");
        output.WriteLine($"{"stay, mean (s)",-24}{queue._staySeconds.Mean,12:F3}{1 / (1 - Load),12:F3}");
        output.WriteLine($"{"stay, 90 % (s)",-24}{queue._staySeconds.Percentile(90),12:F3}{Math.Log(10) / (1 - Load),12:F3}");
    }

    private IEnumerable<Wait> Arrive()
    {
        RandomStream arrivals = _simulation.Random("arrivals");
        RandomStream services = _simulation.Random("services");
        while (true)
        {
            yield return Wait.For(Arrival.NextPs(arrivals));
            _simulation.Start(Customer(Service.NextPs(services)), "customer");
        }
    }

    private IEnumerable<Wait> Customer(long servicePs)
    {
        long arrivedPs = _simulation.NowPs;
        using (Request request = _server.Request())
        {
            yield return request;
            yield return Wait.For(servicePs);
        }

        if (arrivedPs >= WarmUpSeconds * SecondPs)
            _staySeconds.Add((double)(_simulation.NowPs - arrivedPs) / SecondPs);
    }
}
