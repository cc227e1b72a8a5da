namespace CycleSim.Kernel.Samples;

/// <summary>
/// Customers of a bank with one counter, who leave unserved when they have waited too long. Shows a resource, a timeout that competes
/// with it, monitors. One minute of the model is 1000 ps.
/// </summary>
internal sealed class Bank
{
    private const int Customers = 1000;
    private const long MinutePs = 1000;
    private static readonly Distribution Arrival = Distribution.Exponential(10 * MinutePs);
    private static readonly Distribution Service = Distribution.Exponential(12 * MinutePs);
    private static readonly Distribution MaxWait = Distribution.Uniform(10 * MinutePs, 30 * MinutePs);

    private readonly Simulation _simulation;
    private readonly Resource _counter;
    private readonly RandomStream _arrivals;
    private readonly RandomStream _customers;

    public Bank(Simulation simulation)
    {
        _simulation = simulation;
        _counter = new Resource(simulation, capacity: 1, name: "counter");
        Busy = new TimeWeightedMonitor(simulation);
        _arrivals = simulation.Random("arrivals");
        _customers = simulation.Random("customers");
        _counter.Changed.Subscribe((in OccupancyChange change) => Busy.Set(change.Level));
        simulation.Start(Arrive(), "arrivals");
    }

    public int Served { get; private set; }

    public int Left { get; private set; }

    /// <summary>Sum of all times of service, in ps.</summary>
    public long ServicePs { get; private set; }

    /// <summary>Minutes that served customers waited.</summary>
    public SampleMonitor Waited { get; } = new();

    /// <summary>Whether the counter is taken, over time.</summary>
    public TimeWeightedMonitor Busy { get; }

    public static void Run(TextWriter output)
    {
        using Simulation simulation = new(seed: 42);
        Bank bank = new(simulation);
        RunReport report = simulation.Run();
        output.WriteLine($"{bank.Served} customers were served, {bank.Left} left; closed after {report.EndPs / MinutePs} minutes");
        output.WriteLine($"those served waited {bank.Waited.Mean:F2} minutes on average, at most {bank.Waited.Max:F2}");
        output.WriteLine($"the counter was busy {bank.Busy.Mean:P1} of the time");
    }

    private IEnumerable<Wait> Arrive()
    {
        for (int i = 0; i < Customers; i++)
        {
            _simulation.Start(Customer(), $"customer {i}");
            yield return Wait.For(Arrival.NextPs(_arrivals));
        }
    }

    private IEnumerable<Wait> Customer()
    {
        long arrivedPs = _simulation.NowPs;
        using Request request = _counter.Request();
        Timeout end = _simulation.Timeout(MaxWait.NextPs(_customers));
        yield return request | end;
        if (!request.IsGranted)
        {
            Left++;
            yield break;
        }

        end.Cancel();
        Waited.Add((double)(_simulation.NowPs - arrivedPs) / MinutePs);
        long servicePs = Service.NextPs(_customers);
        ServicePs += servicePs;
        yield return Wait.For(servicePs);
        Served++;
    }
}
