using System.Collections.Immutable;
using CycleSim.Platform;

namespace CycleSim.Studies.Plans;

/// <summary>A grid of training steps: every network with every batch, machine and memory, at every capacity or area.</summary>
/// <param name="Name">Name of the study.</param>
/// <param name="Networks">Networks.</param>
/// <param name="Batches">Batch size.</param>
/// <param name="Machines">Machines.</param>
/// <param name="Memories">Technologies of the scratchpads.</param>
/// <param name="CapacitiesBytes">Total on-chip capacities; none if areas are given.</param>
/// <param name="AreasMm2">Areas of all on-chip memory, each filled by the largest capacity that fits; none if capacities are given.</param>
public sealed record StudyPlan(
    string Name, ImmutableArray<StudyNetwork> Networks, ImmutableArray<int> Batches, ImmutableArray<MachineVariant> Machines,
    ImmutableArray<MemoryVariant> Memories, ImmutableArray<long> CapacitiesBytes, ImmutableArray<double> AreasMm2)
{
    /// <summary>The points, network by network, then batches, machines, memories and sizes.</summary>
    /// <exception cref="InputException">A memory has no array of a capacity or for an area, or two points are the same.</exception>
    public ImmutableArray<StudyPoint> Points()
    {
        ImmutableArray<StudyPoint> points =
        [
            .. from network in Networks
               from batch in Batches
               from machine in Machines
               from memory in Memories
               from point in Sizes(network, batch, machine, memory)
               select point,
        ];
        CheckDistinct(points);
        return points;
    }

    /// <summary>Areas may share a capacity, and then a result; anything else that is there twice would be two rows with one id.</summary>
    private void CheckDistinct(ImmutableArray<StudyPoint> points)
    {
        if (points.GroupBy(point => (point.Id, point.AreaMm2)).FirstOrDefault(group => group.Count() > 1) is not { } same)
            return;
        string[] titles = [.. same.Select(point => point.Title).Distinct()];
        string which = titles.Length == 1
            ? $"\"{titles[0]}\" stands in it twice"
            : $"\"{titles[0]}\" and \"{titles[1]}\" are the same step";
        throw new InputException($"plan \"{Name}\": {which}; allowed: each point once " +
            "(look for an entry that is repeated, or an override that changes nothing)");
    }

    private IEnumerable<StudyPoint> Sizes(StudyNetwork network, int batch, MachineVariant machine, MemoryVariant memory) =>
        CapacitiesBytes.Select(capacity => new StudyPoint(network, batch, machine, memory, capacity)).Concat(AreasMm2.Select(area =>
            new StudyPoint(network, batch, machine, memory, StudyPoint.CapacityOnArea(machine, memory, area), area)));
}
