namespace CycleSim.Traces.Requests;

/// <summary>A level of an address vector.</summary>
/// <param name="Name">E.g. "bank".</param>
/// <param name="Count">How many there are in the level above; values are from 0 to one less.</param>
public readonly record struct AddressLevel(string Name, long Count);
