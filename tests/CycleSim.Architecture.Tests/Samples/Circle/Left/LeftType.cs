using CycleSim.Architecture.Tests.Samples.Circle.Middle;

namespace CycleSim.Architecture.Tests.Samples.Circle.Left;

/// <summary>One of three that know each other in a circle.</summary>
internal sealed class LeftType
{
    internal MiddleType? Next;
}
