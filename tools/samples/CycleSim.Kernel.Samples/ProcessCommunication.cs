namespace CycleSim.Kernel.Samples;

/// <summary>
/// Processes that send each other messages: through one store, where each message reaches one receiver, and through a store for each
/// receiver, where it reaches all. Shows stores as pipes, and late receivers. Times are in ps.
/// </summary>
internal static class ProcessCommunication
{
    public static void Run(TextWriter output)
    {
        output.WriteLine("one pipe:");
        using (Simulation simulation = new(seed: 42))
        {
            Store<Message> pipe = new(simulation, name: "pipe");
            simulation.Start(Send(simulation, "clock", pipe), "clock");
            simulation.Start(Receive(simulation, "A", pipe, output), "A");
            simulation.Run(100);
        }

        output.WriteLine("a pipe for each receiver:");
        using (Simulation simulation = new(seed: 42))
        {
            Store<Message>[] pipes = [new(simulation, name: "pipe of A"), new(simulation, name: "pipe of B")];
            simulation.Start(Send(simulation, "clock", pipes), "clock");
            simulation.Start(Receive(simulation, "A", pipes[0], output), "A");
            simulation.Start(Receive(simulation, "B", pipes[1], output), "B");
            simulation.Run(100);
        }
    }

    private static IEnumerable<Wait> Send(Simulation simulation, string name, params Store<Message>[] pipes)
    {
        RandomStream random = simulation.Random(name);
        while (true)
        {
            yield return Wait.For(random.Integer(6, 11));

            // Nobody has to be waiting, and there is always room: the message is sent and the sender does not wait.
            foreach (Store<Message> pipe in pipes)
                pipe.Put(new Message(simulation.NowPs, $"{name} says it is {simulation.NowPs}"));
        }
    }

    private static IEnumerable<Wait> Receive(Simulation simulation, string name, Store<Message> pipe, TextWriter output)
    {
        RandomStream random = simulation.Random(name);
        while (true)
        {
            using StoreGet<Message> get = pipe.Get();
            yield return get;
            string state = get.Item.SentPs < simulation.NowPs ? "late" : "in time";
            output.WriteLine($"{simulation.NowPs,4} {name} received {state}: {get.Item.Text}");
            yield return Wait.For(random.Integer(4, 13));
        }
    }

    private readonly record struct Message(long SentPs, string Text);
}
