namespace CycleSim.Architecture.Tests.Samples.Used;

/// <summary>An exception that a sample catches.</summary>
internal sealed class KnownException : Exception;
