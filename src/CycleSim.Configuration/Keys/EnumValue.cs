namespace CycleSim.Configuration.Keys;

/// <summary>A value of a key that has a few named ones.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
/// <param name="Value">The member; files write its name in snake_case.</param>
/// <param name="Meaning">What it means.</param>
public sealed record EnumValue<T>(T Value, string Meaning)
    where T : struct, Enum;
