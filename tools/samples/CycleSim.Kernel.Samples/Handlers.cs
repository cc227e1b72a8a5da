namespace CycleSim.Kernel.Samples;

/// <summary>
/// A client sends requests over a link to a server, which answers. Shows event handlers, the fastest way to write a component: each event
/// carries its kind and two numbers, and nothing is allocated. Times are in ps.
/// </summary>
internal static class Handlers
{
    public static void Run(TextWriter output)
    {
        using Simulation simulation = new();
        Server server = new(output);
        Client client = new(server, output);
        simulation.Schedule(0, client, new EventPayload(Client.Send, A: 1));
        RunReport report = simulation.Run();
        output.WriteLine($"{report.EventsProcessed} events until {report.EndPs} ps");
    }

    private sealed class Client(Server server, TextWriter output) : IEventHandler
    {
        public const int Send = 0;
        public const int Answer = 1;
        private const long LinkPs = 250;
        private const long Requests = 3;

        public void Handle(Simulation simulation, in EventPayload payload)
        {
            switch (payload.Kind)
            {
                case Send:
                    output.WriteLine($"{simulation.NowPs,5} client sends request {payload.A}");
                    server.From = this;
                    simulation.Schedule(LinkPs, server, new EventPayload(0, payload.A));
                    break;
                case Answer:
                    output.WriteLine($"{simulation.NowPs,5} client has answer {payload.B} to request {payload.A}");
                    if (payload.A < Requests)
                        simulation.Schedule(1000, this, new EventPayload(Send, payload.A + 1));
                    break;
            }
        }
    }

    private sealed class Server(TextWriter output) : IEventHandler
    {
        public IEventHandler? From { get; set; }

        public void Handle(Simulation simulation, in EventPayload payload)
        {
            output.WriteLine($"{simulation.NowPs,5} server works on request {payload.A}");
            simulation.Schedule(100 * payload.A, From!, new EventPayload(Client.Answer, payload.A, payload.A * payload.A));
        }
    }
}
