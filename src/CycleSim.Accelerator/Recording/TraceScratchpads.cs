using CycleSim.Traces;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Recording;

/// <summary>What a scratchpad is called in a trace.</summary>
internal static class TraceScratchpads
{
    /// <summary>The trace's component for the scratchpad of a role.</summary>
    internal static TraceComponent Of(TensorRole role) => (TraceComponent)TensorRoles.NumberOf(role);

    /// <summary>The role whose scratchpad has a number in a trace.</summary>
    internal static TensorRole RoleOf(long number) => TensorRoles.OfNumber(number);
}
