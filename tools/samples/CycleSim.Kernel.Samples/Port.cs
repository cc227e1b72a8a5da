namespace CycleSim.Kernel.Samples;

/// <summary>The example of the kernel's README: three transfers share a port. Times are in ps.</summary>
internal static class Port
{
    public static void Run(TextWriter output)
    {
        using Simulation simulation = new(seed: 42);
        Resource port = new(simulation, capacity: 1, name: "port");
        for (int i = 0; i < 3; i++)
            simulation.Start(Transfer($"transfer {i}"), $"transfer {i}");
        output.WriteLine(simulation.Run());

        IEnumerable<Wait> Transfer(string name)
        {
            using Request request = port.Request();
            yield return request;
            yield return Wait.For(1000);
            output.WriteLine($"{name} done at {simulation.NowPs} ps");
        }
    }
}
