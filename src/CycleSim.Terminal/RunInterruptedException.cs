namespace CycleSim.Terminal;

/// <summary>The user ended a run that can be resumed.</summary>
/// <param name="message">How, for the user.</param>
public sealed class RunInterruptedException(string message) : Exception(message);
