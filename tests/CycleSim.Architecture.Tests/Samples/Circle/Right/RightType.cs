using CycleSim.Architecture.Tests.Samples.Circle.Left;

namespace CycleSim.Architecture.Tests.Samples.Circle.Right;

/// <summary>One of three that know each other in a circle.</summary>
internal sealed class RightType
{
    internal LeftType? Next;
}
