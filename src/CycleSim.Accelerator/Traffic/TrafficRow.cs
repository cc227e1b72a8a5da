using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Traffic;

/// <summary>What a layer writes to one scratchpad in a step.</summary>
/// <param name="Layer">Name of the layer; empty for the network's input.</param>
/// <param name="Role">Which scratchpad.</param>
/// <param name="Parts">By array, in the order of the report's arrays.</param>
public sealed record TrafficRow(string Layer, TensorRole Role, ImmutableArray<TrafficPart> Parts)
{
    /// <summary>All arrays together.</summary>
    public TrafficPart Total => TrafficPart.Sum(Parts);
}
