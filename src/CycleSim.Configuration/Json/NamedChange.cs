namespace CycleSim.Configuration.Json;

/// <summary>Keys of a file to replace, and how tables call that.</summary>
/// <param name="Name">All of them, as "ordering=overlapped systolic_array.rows=64".</param>
/// <param name="Change">The keys and their values.</param>
public sealed record NamedChange(string Name, ConfigObject Change)
{
    /// <summary>The key of a list whose elements change several keys at once.</summary>
    public const string Several = "changes";
}
