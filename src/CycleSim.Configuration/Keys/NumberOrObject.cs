namespace CycleSim.Configuration.Keys;

/// <summary>The value of a key that is a number or an object; one of the two is given.</summary>
/// <param name="Number">The number, or null.</param>
/// <param name="Object">The values of the object's keys, or null.</param>
public readonly record struct NumberOrObject(double? Number, KeyValues? Object);
