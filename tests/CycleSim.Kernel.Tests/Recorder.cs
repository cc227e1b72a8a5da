namespace CycleSim.Kernel.Tests;

/// <summary>Notes the time and the first operand of every event that it handles.</summary>
internal sealed class Recorder : IEventHandler
{
    public List<(long TimePs, long Label)> Seen { get; } = [];

    public IEnumerable<long> Labels => Seen.Select(entry => entry.Label);

    public void Handle(Simulation simulation, in EventPayload payload) => Seen.Add((simulation.NowPs, payload.A));
}
