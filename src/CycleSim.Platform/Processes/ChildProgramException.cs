namespace CycleSim.Platform.Processes;

/// <summary>A program that this one starts is not there, or ended without doing its work. The input was good.</summary>
/// <param name="message">What is missing or went wrong, and what can be done; for the user.</param>
public sealed class ChildProgramException(string message) : Exception(message);
