using CycleSim.Architecture.Tests.Samples.Circle.Right;

namespace CycleSim.Architecture.Tests.Samples.Circle.Middle;

/// <summary>One of three that know each other in a circle.</summary>
internal sealed class MiddleType
{
    internal RightType? Next;
}
