namespace CycleSim.Configuration.Keys;

/// <summary>The value of a missing key.</summary>
/// <param name="Value">The value.</param>
internal sealed record Fallback<T>(T Value);
