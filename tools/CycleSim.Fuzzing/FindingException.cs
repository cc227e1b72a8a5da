namespace CycleSim.Fuzzing;

/// <summary>A reader broke its promise without an exception of its own.</summary>
/// <param name="message">Which promise.</param>
internal sealed class FindingException(string message) : Exception(message);
