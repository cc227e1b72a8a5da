namespace CycleSim.Accelerator.Tests.Dataflows;

/// <summary>Two words met in one register of an array under test.</summary>
internal sealed class RegisterConflictException(string message) : Exception(message);
