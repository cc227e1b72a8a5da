using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>The bank mappings that a machine's file can name ("banking"). A program registers its own before it reads the file.</summary>
public static class BankMappings
{
    /// <summary>All mappings.</summary>
    public static ChoiceTable<IBankMapping> All { get; } = new("bank mapping", new SkewedBanks(), new InterleavedBanks());
}
