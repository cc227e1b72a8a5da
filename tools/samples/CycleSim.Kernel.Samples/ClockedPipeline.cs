namespace CycleSim.Kernel.Samples;

/// <summary>
/// Three stages of a pipeline in one clock domain at 800 MHz; a stage that has nothing to do sleeps and costs nothing. Shows components
/// that are called once a cycle. Times are in ps.
/// </summary>
internal static class ClockedPipeline
{
    public static void Run(TextWriter output)
    {
        using Simulation simulation = new();
        ClockDomain clock = new(simulation, periodPs: 1250, name: "core");
        Stage write = new("write", clock, next: null, output);
        Stage execute = new("execute", clock, write, output);
        Stage fetch = new("fetch", clock, execute, output);
        fetch.Accept(1);
        fetch.Accept(2);
        simulation.Run(10_000);
        fetch.Accept(3);
        RunReport report = simulation.Run();
        output.WriteLine($"{report.EndPs} ps, {simulation.EventsProcessed} events");
    }

    private sealed class Stage : IClocked
    {
        private readonly string _name;
        private readonly ClockDomain _clock;
        private readonly Stage? _next;
        private readonly TextWriter _output;
        private readonly Queue<int> _items = [];

        // Registered before the stages that feed it, a stage passes its item on before it gets another one in the same cycle.
        public Stage(string name, ClockDomain clock, Stage? next, TextWriter output)
        {
            _name = name;
            _clock = clock;
            _next = next;
            _output = output;
            clock.Register(this);
        }

        public void Accept(int item)
        {
            _items.Enqueue(item);
            _clock.Wake(this);
        }

        /// <summary>Works on one item; the stage sleeps when it was the last one.</summary>
        public bool Tick(long cycle)
        {
            int item = _items.Dequeue();
            _output.WriteLine($"cycle {cycle}: {_name} {item}");
            _next?.Accept(item);
            return _items.Count > 0;
        }
    }
}
