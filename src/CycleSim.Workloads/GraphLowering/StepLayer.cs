using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>An operator of a graph as operations name it.</summary>
/// <param name="Index">Position in the graph.</param>
/// <param name="Name">Unique name.</param>
internal sealed record StepLayer(int Index, string Name) : ILayer;
