namespace CycleSim.Training.Running;

/// <summary>What a write of an activation or an error overwrites. Weights stay where they are and overwrite themselves.</summary>
public enum OldContent
{
    /// <summary>Each tensor has memory of its own: it overwrites what it was a step before.</summary>
    Own,

    /// <summary>All tensors of a scratchpad start at the same address: each overwrites those stored before it.</summary>
    Shared,
}
