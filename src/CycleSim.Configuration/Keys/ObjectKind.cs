namespace CycleSim.Configuration.Keys;

/// <summary>A kind of objects.</summary>
/// <param name="Name">Its name in files, in snake_case.</param>
/// <param name="Keys">Its keys.</param>
internal sealed record ObjectKind(string Name, KeySet Keys);
