namespace CycleSim.Kernel;

/// <summary>A component that reacts to events: the fastest way to write a model.</summary>
public interface IEventHandler
{
    /// <summary>
    /// Called once for each scheduled event, with <see cref="Simulation.NowPs"/> at the event's time.
    /// </summary>
    /// <param name="simulation">The simulation that the event belongs to; schedule follow-up events here.</param>
    /// <param name="payload">What was given to <c>Schedule</c>.</param>
    public void Handle(Simulation simulation, in EventPayload payload);
}
