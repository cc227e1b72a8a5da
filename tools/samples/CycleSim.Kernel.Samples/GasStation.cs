namespace CycleSim.Kernel.Samples;

/// <summary>
/// Cars refuel at two pumps from one tank; when the tank runs low, a truck comes and fills it. Shows a container beside a resource, and a
/// process that waits for another one. One second of the model is 1 ps.
/// </summary>
internal sealed class GasStation
{
    public const double StationLitres = 200;
    private const double CarLitres = 50;
    private const double LitresPerSecond = 2;
    private const double CallTruckBelow = 0.25;
    private const long TruckSeconds = 300;
    private const long EndSeconds = 2 * 3600;

    private readonly Simulation _simulation;
    private readonly TextWriter _output;

    public GasStation(Simulation simulation, TextWriter output)
    {
        _simulation = simulation;
        _output = output;
        Pumps = new Resource(simulation, 2, "pumps");
        Tank = new Container(simulation, StationLitres, StationLitres, "tank");
        simulation.Start(Arrive(), "arrivals");
        simulation.Start(Control(), "control");
    }

    public Resource Pumps { get; }

    public Container Tank { get; }

    public double PumpedLitres { get; private set; }

    public double DeliveredLitres { get; private set; }

    public int Arrived { get; private set; }

    public int Refuelled { get; private set; }

    public SampleMonitor StaySeconds { get; } = new();

    public static void Run(TextWriter output)
    {
        using Simulation simulation = new(seed: 42);
        GasStation station = new(simulation, output);
        simulation.Run(EndSeconds);
        output.WriteLine($"{station.Refuelled} of {station.Arrived} cars refuelled {station.PumpedLitres} l");
        output.WriteLine(
            $"a car stayed {station.StaySeconds.Mean:F1} s on average, 90 % stayed at most {station.StaySeconds.Percentile(90)} s");
        output.WriteLine($"{station.DeliveredLitres} l were delivered, {station.Tank.Level} l are left");
    }

    private IEnumerable<Wait> Arrive()
    {
        RandomStream random = _simulation.Random("cars");
        while (true)
        {
            yield return Wait.For(random.Integer(30, 301));
            Arrived++;
            _simulation.Start(Car(CarLitres - random.Integer(5, 26)), $"car {Arrived}");
        }
    }

    private IEnumerable<Wait> Car(double litres)
    {
        long start = _simulation.NowPs;
        using Request pump = Pumps.Request();
        yield return pump;
        yield return Tank.Get(litres);
        PumpedLitres += litres;
        yield return Wait.For((long)Math.Ceiling(litres / LitresPerSecond));
        Refuelled++;
        StaySeconds.Add(_simulation.NowPs - start);
    }

    private IEnumerable<Wait> Control()
    {
        while (true)
        {
            if (Tank.Level < CallTruckBelow * StationLitres)
            {
                _output.WriteLine($"{_simulation.NowPs,6} s: {Tank.Level} l left, a truck is called");
                yield return _simulation.Start(Truck(), "truck");
            }

            yield return Wait.For(10);
        }
    }

    private IEnumerable<Wait> Truck()
    {
        yield return Wait.For(TruckSeconds);
        double litres = StationLitres - Tank.Level;
        _output.WriteLine($"{_simulation.NowPs,6} s: the truck brings {litres} l");
        yield return Tank.Put(litres);
        DeliveredLitres += litres;
    }
}
