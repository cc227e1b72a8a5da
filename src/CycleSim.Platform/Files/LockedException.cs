namespace CycleSim.Platform.Files;

/// <summary>Another process works on the same result at this moment.</summary>
/// <param name="message">The whole message: on what, who, and since when.</param>
public sealed class LockedException(string message) : Exception(message);
