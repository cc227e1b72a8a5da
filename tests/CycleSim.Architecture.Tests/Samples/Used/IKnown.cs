namespace CycleSim.Architecture.Tests.Samples.Used;

/// <summary>An interface that a sample implements.</summary>
internal interface IKnown;
