namespace CycleSim.Terminal;

/// <summary>The user ended a run that can be gone on with.</summary>
/// <param name="message">How, for the user.</param>
public sealed class InterruptedException(string message) : Exception(message);
