using System.Collections.Immutable;
using CycleSim.Configuration;

namespace CycleSim.Studies.Plans;

/// <summary>A grid of training steps: every network with every batch, machine and memory, at every capacity or area.</summary>
/// <param name="Name">Name of the study.</param>
/// <param name="Networks">Networks.</param>
/// <param name="Batches">Images of the minibatch.</param>
/// <param name="Machines">Machines.</param>
/// <param name="Memories">Technologies of the scratchpads.</param>
/// <param name="CapacitiesBytes">Total on-chip capacities; none if areas are given.</param>
/// <param name="AreasMm2">Areas of all on-chip memory, each filled by the largest capacity that fits; none if capacities are given.</param>
public sealed record StudyPlan(
    string Name, ImmutableArray<StudyNetwork> Networks, ImmutableArray<int> Batches, ImmutableArray<MachineVariant> Machines,
    ImmutableArray<MemoryVariant> Memories, ImmutableArray<long> CapacitiesBytes, ImmutableArray<double> AreasMm2)
{
    /// <summary>The points, network by network, then batches, machines, memories and sizes.</summary>
    /// <exception cref="InputException">A memory has no array of a capacity or for an area.</exception>
    public ImmutableArray<StudyPoint> Points() =>
    [
        .. from network in Networks
           from batch in Batches
           from machine in Machines
           from memory in Memories
           from point in Sizes(network, batch, machine, memory)
           select point,
    ];

    private IEnumerable<StudyPoint> Sizes(StudyNetwork network, int batch, MachineVariant machine, MemoryVariant memory) =>
        CapacitiesBytes.Select(capacity => new StudyPoint(network, batch, machine, memory, capacity)).Concat(AreasMm2.Select(area =>
            new StudyPoint(network, batch, machine, memory, StudyPoint.CapacityOnArea(machine, memory, area), area)));
}
