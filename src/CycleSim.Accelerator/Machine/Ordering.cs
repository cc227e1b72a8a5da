namespace CycleSim.Accelerator.Machine;

/// <summary>Whether DRAM and on-chip accesses overlap; in snake_case the values of the key "ordering".</summary>
internal enum Ordering
{
    /// <summary>They never overlap.</summary>
    Sequential,
}
