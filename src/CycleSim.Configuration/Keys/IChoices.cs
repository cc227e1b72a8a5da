namespace CycleSim.Configuration.Keys;

/// <summary>What a key can choose among.</summary>
public interface IChoices
{
    /// <summary>All choices, in the order in which they were registered.</summary>
    public IReadOnlyList<INamedChoice> All { get; }
}
