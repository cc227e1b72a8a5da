namespace CycleSim.Arrays;

/// <summary>How a memory array is organised.</summary>
public enum MemoryOrganisation
{
    /// <summary>A cache: data and tag array; metrics include both.</summary>
    Cache,

    /// <summary>A plain RAM: data array only.</summary>
    Ram,
}
