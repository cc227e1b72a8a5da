namespace CycleSim.Accelerator.Machine;

/// <summary>Names of the bank mappings that are always there.</summary>
public static class Banking
{
    /// <summary>Lines of a slice go round the banks, and slices are shifted so that neighbouring slices meet different banks.</summary>
    public const string Skewed = "skewed";

    /// <summary>Bank = line address modulo banks.</summary>
    public const string Interleaved = "interleaved";
}
