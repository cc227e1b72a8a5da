using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Files;

/// <summary>Reads "vector_unit" in a machine's file.</summary>
internal static class VectorUnitLoader
{
    /// <summary>The vector unit of a machine.</summary>
    /// <exception cref="InputException">A key is unknown or out of range.</exception>
    internal static VectorUnitSpec Read(KeyValues machine)
    {
        if (machine.Find(MachineKeys.VectorUnit) is not { } unit)
            return VectorUnitSpec.Plain;
        VectorPasses passes = unit.Get(VectorUnitKeys.Passes);
        return unit.Find(VectorUnitKeys.CyclesPerWord) is { } cycles
            ? new VectorUnitSpec(
                passes, cycles.Get(VectorCycleKeys.Exp), cycles.Get(VectorCycleKeys.Divide), cycles.Get(VectorCycleKeys.Sqrt),
                cycles.Get(VectorCycleKeys.Tanh), cycles.Get(VectorCycleKeys.Erf))
            : new VectorUnitSpec(passes);
    }
}
