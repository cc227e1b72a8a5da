namespace CycleSim.Architecture.Tests.Samples.Used;

/// <summary>An attribute that the samples carry.</summary>
[AttributeUsage(AttributeTargets.All)]
internal sealed class KnownAttribute(Type? type = null) : Attribute
{
    internal Type? Type { get; } = type;
}
