namespace CycleSim.Workloads.GraphLowering;

/// <summary>How much of a part has been written.</summary>
internal enum Coverage
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A part of it.</summary>
    Some,

    /// <summary>All of it.</summary>
    All,
}
