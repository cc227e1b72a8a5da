using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Files;

/// <summary>Reads "dram" and "dram_policy" in a machine's file.</summary>
internal static class MachineDramLoader
{
    /// <summary>The memory if it is ideal; null for a DRAM part.</summary>
    internal static IdealDram? Ideal(KeyValues keys)
    {
        if (keys.Get(MachineKeys.Dram).Object?.Get(MachineDramKeys.Ideal) is not { } ideal)
            return null;
        return new IdealDram(
            ideal.Get(IdealDramKeys.BytesPerCycle), ideal.Get(IdealDramKeys.LatencyCycles), ideal.Get(IdealDramKeys.LatencyMode));
    }

    /// <summary>The DRAM part, or what stands for it where the memory is ideal.</summary>
    /// <param name="keys">The machine's keys.</param>
    /// <param name="clockPeriodPs">Period of the core clock, ps.</param>
    /// <param name="lineBytes">Bytes of a scratchpad line.</param>
    /// <exception cref="InputException">The part is unknown or wrong.</exception>
    internal static DramSpec Part(KeyValues keys, long clockPeriodPs, int lineBytes)
    {
        if (keys.Get(MachineKeys.Dram).Text is not { } name)
            return IdealDram.StandIn(clockPeriodPs, lineBytes);
        try
        {
            return DramLoader.Load(ModelPath.Of(keys, name, DramLoader.IsPath(name)));
        }
        catch (InputException problem)
        {
            throw keys.Error(MachineKeys.Dram, $"names no DRAM part that can be read: {problem.Message}");
        }
    }

    /// <summary>The policy of the controllers.</summary>
    /// <exception cref="InputException">There is no such policy, or the memory has no controller.</exception>
    internal static string Policy(KeyValues keys)
    {
        if (keys.Has(MachineKeys.DramPolicy) && Ideal(keys) is not null)
            throw keys.Error(MachineKeys.DramPolicy, "goes with a DRAM part; an ideal memory has no controller");
        string name = keys.Get(MachineKeys.DramPolicy);
        try
        {
            DramPolicy.Of(name);
            return name;
        }
        catch (InputException problem)
        {
            throw keys.Error(MachineKeys.DramPolicy, problem.Message);
        }
    }
}
