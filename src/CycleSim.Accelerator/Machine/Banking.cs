namespace CycleSim.Accelerator.Machine;

/// <summary>Which bank holds which line.</summary>
public enum Banking
{
    /// <summary>Lines of a slice go round the banks, and slices are shifted so that neighbouring slices meet different banks.</summary>
    Skewed,

    /// <summary>Bank = line address modulo banks.</summary>
    Interleaved,
}
