namespace CycleSim.Device.Junction;

/// <summary>The state that a write starts from.</summary>
public enum WriteDirection
{
    /// <summary>From parallel to antiparallel: starts at the low resistance.</summary>
    FromParallel,

    /// <summary>From antiparallel to parallel: starts at the high resistance.</summary>
    FromAntiparallel,
}
