using System.Collections.Immutable;

namespace CycleSim.Configuration.Keys;

/// <summary>What few keys need to say.</summary>
internal readonly record struct KeyOptions()
{
    /// <summary>Unit of the value.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What a missing key means, in words; makes it optional.</summary>
    public string WhenMissing { get; init; } = "";

    /// <summary>Names that earlier versions used.</summary>
    public ImmutableArray<string> FormerNames { get; init; } = [];
}
