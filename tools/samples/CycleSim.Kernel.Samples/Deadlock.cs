namespace CycleSim.Kernel.Samples;

/// <summary>
/// Philosophers who take the left fork, wait a moment and then ask for the right one. Shows the report of a model that cannot continue.
/// Times are in ps.
/// </summary>
internal static class Deadlock
{
    public static void Run(TextWriter output)
    {
        using Simulation simulation = new();
        string[] names = ["Arendt", "Hume", "Kant", "Plato"];
        Resource[] forks = [.. names.Select((_, i) => new Resource(simulation, 1, $"fork {i}"))];
        for (int i = 0; i < names.Length; i++)
            simulation.Start(Dine(forks[i], forks[(i + 1) % forks.Length], thinkPs: 10 * (i + 1)), names[i]);
        RunReport report = simulation.Run();
        output.WriteLine(report.IsBlocked ? report.Describe() : "everybody has eaten");
    }

    private static IEnumerable<Wait> Dine(Resource left, Resource right, long thinkPs)
    {
        using Request first = left.Request();
        yield return first;
        yield return Wait.For(thinkPs);
        using Request second = right.Request();
        yield return second;
        yield return Wait.For(100);
    }
}
