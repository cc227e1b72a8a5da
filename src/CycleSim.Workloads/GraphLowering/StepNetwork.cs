using System.Collections.Immutable;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>A graph as a training step names it.</summary>
/// <param name="name">Name of the network.</param>
/// <param name="layers">Its operators.</param>
internal sealed class StepNetwork(string name, ImmutableArray<StepLayer> layers) : INetwork
{
    public string Name => name;

    public IReadOnlyList<ILayer> Layers { get; } = [.. layers];
}
