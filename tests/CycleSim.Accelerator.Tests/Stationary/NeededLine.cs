using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Stationary;

/// <summary>A line that a port moves.</summary>
internal readonly record struct NeededLine(TensorRole Role, long Step, int Line, int Slice) : IComparable<NeededLine>
{
    public int CompareTo(NeededLine other) => (Role, Step, Line, Slice).CompareTo((other.Role, other.Step, other.Line, other.Slice));
}
