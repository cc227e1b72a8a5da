using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Steps;

/// <summary>The orderings that a machine's file can name ("ordering"). A program registers its own before it reads the file.</summary>
public static class Orderings
{
    /// <summary>All orderings.</summary>
    public static ChoiceTable<IOrdering> All { get; } = new("ordering", new SequentialOrdering(), new OverlappedOrdering());
}
