namespace CycleSim.Configuration.Keys;

/// <summary>Something that files choose by its name: a policy, for example.</summary>
public interface INamedChoice
{
    /// <summary>The name in files, in snake_case; in options, words joined by dashes.</summary>
    public string Name { get; }

    /// <summary>What choosing it means, as part of a sentence; the reference page shows it.</summary>
    public string Meaning { get; }
}
