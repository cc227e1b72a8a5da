namespace CycleSim.Kernel.Tests.Models;

/// <summary>
/// One server with exponential arrivals and services (M/M/1) against its closed form: with the load r = service rate^-1 *
/// arrival rate, the server is busy r of the time, r / (1 - r) customers are present on average, and each stays
/// service / (1 - r). (Any textbook, e.g. L. Kleinrock, Queueing Systems 1, 1975, section 3.2.)
/// </summary>
public sealed class QueueingTheoryTests
{
    private const double ServicePs = 1e6;
    private const double Load = 0.8;
    private const int Replications = 20;
    private const long WarmUpPs = 2_000_000_000;
    private const long MeasuredPs = 20_000_000_000;

    // Student's t for 19 degrees of freedom, two-sided 99.9 %.
    private const double StudentT = 3.883;

    [Fact]
    public void TheSimulationAgreesWithTheClosedForm()
    {
        SampleMonitor utilisation = new();
        SampleMonitor present = new();
        SampleMonitor stayPs = new();
        for (ulong seed = 1; seed <= Replications; seed++)
        {
            Result result = Simulate(seed);
            utilisation.Add(result.Utilisation);
            present.Add(result.MeanPresent);
            stayPs.Add(result.MeanStayPs);
        }

        AssertAgrees(Load, utilisation, widest: 0.02);
        AssertAgrees(Load / (1 - Load), present, widest: 0.1);
        AssertAgrees(ServicePs / (1 - Load), stayPs, widest: 0.1);
    }

    [Fact]
    public void TheSameSeedGivesTheSameResultBitForBit() => Assert.Equal(Simulate(5), Simulate(5));

    private static void AssertAgrees(double theory, SampleMonitor monitor, double widest)
    {
        double halfWidth = StudentT * monitor.StandardDeviation / Math.Sqrt(monitor.Count);
        Assert.InRange(monitor.Mean, theory - halfWidth, theory + halfWidth);

        // An interval that contains everything would prove nothing.
        Assert.InRange(halfWidth, 0, widest * theory);
    }

    private static Result Simulate(ulong seed)
    {
        using Simulation simulation = new(seed, slotWidthLog2: 16);
        Resource server = new(simulation, 1, "server");
        TimeWeightedMonitor busy = new(simulation);
        TimeWeightedMonitor present = new(simulation);
        SampleMonitor stayPs = new(keepSamples: false);
        server.Changed.Subscribe((in OccupancyChange change) => busy.Set(change.Level));
        simulation.Start(Arrive(), "arrivals");
        simulation.Run(WarmUpPs);
        busy.Reset();
        present.Reset();
        simulation.Run(WarmUpPs + MeasuredPs);
        return new Result(busy.Mean, present.Mean, stayPs.Mean);

        IEnumerable<Wait> Arrive()
        {
            RandomStream arrivals = simulation.Random("arrivals");
            RandomStream services = simulation.Random("services");
            while (true)
            {
                yield return Wait.For((long)Math.Round(arrivals.Exponential(ServicePs / Load)));
                simulation.Start(Customer((long)Math.Round(services.Exponential(ServicePs))), "customer");
            }
        }

        IEnumerable<Wait> Customer(long servicePs)
        {
            long arrivedPs = simulation.NowPs;
            present.Add(1);
            using (Request request = server.Request())
            {
                yield return request;
                yield return Wait.For(servicePs);
            }

            present.Add(-1);
            if (arrivedPs >= WarmUpPs)
                stayPs.Add(simulation.NowPs - arrivedPs);
        }
    }

    private readonly record struct Result(double Utilisation, double MeanPresent, double MeanStayPs);
}
