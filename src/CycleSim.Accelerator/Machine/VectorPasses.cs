namespace CycleSim.Accelerator.Machine;

/// <summary>How often the vector unit goes over what it normalises.</summary>
public enum VectorPasses
{
    /// <summary>Once in each operation, as with running results that later words correct.</summary>
    Single,

    /// <summary>As often as the algorithm needs: each pass waits for the result of the one before.</summary>
    Multi,
}
