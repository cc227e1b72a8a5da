using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Policies;

/// <summary>Which of the legal commands is issued. A custom scheduler is one class, registered in <see cref="Schedulers"/>.</summary>
public interface IScheduler : INamedChoice
{
    /// <summary>
    /// The choice depends only on the candidates and their order of arrival. Then segments of streams may be repeated from memory.
    /// </summary>
    public bool IsStateless { get; }

    /// <summary>Starts a channel.</summary>
    /// <param name="banks">Banks of the channel.</param>
    /// <returns>What chooses for this channel; it may keep state.</returns>
    public CommandChooser Start(int banks);
}
