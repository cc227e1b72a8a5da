using CycleSim.Accelerator.Machine;
using CycleSim.Arrays;

namespace CycleSim.Accelerator.Mapping.Objectives;

/// <summary>By what tiles are chosen on a machine.</summary>
internal sealed class MappingChoice
{
    /// <summary>The choice of a machine.</summary>
    /// <param name="machine">The machine, which names the objective.</param>
    /// <param name="metrics">One array of its scratchpads.</param>
    internal MappingChoice(MachineSpec machine, MemoryMetrics metrics)
    {
        Objective = MappingObjectives.All.Get(machine.Mapping);
        Costs = new AccessCosts(machine, metrics);
        Estimate = Objective.NeedsEstimates ? new TilingEstimate(machine, Costs) : null;
    }

    /// <summary>What is made as small as possible.</summary>
    internal IMappingObjective Objective { get; }

    /// <summary>What accesses cost.</summary>
    internal AccessCosts Costs { get; }

    /// <summary>Estimates of time and energy; null where counts are enough.</summary>
    internal TilingEstimate? Estimate { get; }
}
