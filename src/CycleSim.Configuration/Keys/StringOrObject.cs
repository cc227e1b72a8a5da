namespace CycleSim.Configuration.Keys;

/// <summary>The value of a key that is a string or an object; one of the two is given.</summary>
/// <param name="Text">The string, or null.</param>
/// <param name="Object">The values of the object's keys, or null.</param>
public readonly record struct StringOrObject(string? Text, KeyValues? Object);
