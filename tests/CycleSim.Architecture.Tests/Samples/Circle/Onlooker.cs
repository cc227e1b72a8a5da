using CycleSim.Architecture.Tests.Samples.Circle.Left;

namespace CycleSim.Architecture.Tests.Samples.Circle;

/// <summary>Knows the circle and is not known by it.</summary>
internal sealed class Onlooker
{
    internal LeftType? Seen;
}
