namespace CycleSim.Accelerator.Machine;

/// <summary>Which tensors are on-chip; in snake_case the values of the key "placement".</summary>
internal enum Placement
{
    /// <summary>A tensor is on-chip only if it fits whole.</summary>
    Atomic,
}
