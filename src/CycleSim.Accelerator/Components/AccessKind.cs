namespace CycleSim.Accelerator.Components;

/// <summary>Direction of an access.</summary>
public enum AccessKind
{
    /// <summary>Read.</summary>
    Read,

    /// <summary>Write.</summary>
    Write,
}
