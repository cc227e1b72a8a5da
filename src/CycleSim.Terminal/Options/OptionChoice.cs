namespace CycleSim.Terminal.Options;

/// <summary>A word that an option can be given, and what it stands for.</summary>
/// <typeparam name="T">What words stand for.</typeparam>
/// <param name="Name">The word.</param>
/// <param name="Value">What it stands for.</param>
/// <param name="Note">What the help says of it in brackets; empty for nothing.</param>
public readonly record struct OptionChoice<T>(string Name, T Value, string Note = "");
