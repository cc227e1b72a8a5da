namespace CycleSim.Accelerator.Machine;

/// <summary>Whether the channel is occupied during the latency of an ideal memory.</summary>
public enum LatencyMode
{
    /// <summary>A transfer occupies the channel for the latency too.</summary>
    Held,

    /// <summary>The channel is free for the next transfer; loaded data can be used later by the latency.</summary>
    Piped,
}
