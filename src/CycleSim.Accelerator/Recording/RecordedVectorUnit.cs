using CycleSim.Accelerator.Machine;
using CycleSim.Traces;

namespace CycleSim.Accelerator.Recording;

/// <summary>The vector unit of a run as a trace keeps it; nothing for one that takes a cycle and a pass for everything.</summary>
internal static class RecordedVectorUnit
{
    private const int Functions = 5;

    /// <summary>Writes it into the message of its machine.</summary>
    internal static void Write(VectorUnitSpec unit, Traces.Format.Machine machine)
    {
        if (unit == VectorUnitSpec.Plain)
            return;
        machine.VectorPasses = unit.Passes.ToString();
        machine.VectorCycles.AddRange(
            new[] { unit.ExpCycles, unit.DivideCycles, unit.SqrtCycles, unit.TanhCycles, unit.ErfCycles }.Select(cycles => (uint)cycles));
    }

    /// <summary>Reads it from the message of its machine.</summary>
    /// <exception cref="TraceFormatException">The trace has a vector unit that this version does not know.</exception>
    internal static VectorUnitSpec Read(Traces.Format.Machine machine, string name)
    {
        if (machine.VectorPasses.Length == 0)
            return VectorUnitSpec.Plain;
        if (!Enum.TryParse(machine.VectorPasses, out VectorPasses passes) || !Enum.IsDefined(passes)
            || machine.VectorCycles.Count != Functions)
            throw new TraceFormatException($"{name}: the header has a vector unit that this version does not know");
        int[] cycles = [.. machine.VectorCycles.Select(count => (int)count)];
        return new VectorUnitSpec(passes, cycles[0], cycles[1], cycles[2], cycles[3], cycles[4]);
    }
}
