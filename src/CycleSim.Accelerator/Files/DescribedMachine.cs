using System.Collections.Immutable;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Files;

/// <summary>A machine with what its file says beside it: the capacity of its scratchpads, and what is assumed.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="CapacityBytes">Capacity of its scratchpads together; null where the file does not say it.</param>
/// <param name="Assumed">What is assumed, in the order of the file.</param>
public sealed record DescribedMachine(MachineSpec Machine, long? CapacityBytes, ImmutableArray<AssumedParameter> Assumed)
{
    /// <summary>Loads a machine.</summary>
    /// <param name="nameOrPath">Name of a shipped machine, or a file.</param>
    /// <exception cref="InputException">
    /// The file is missing or wrong, or would be with what is assumed instead; the message names file, line and key.
    /// </exception>
    public static DescribedMachine Load(string nameOrPath) => Read(ModelStore.Open(ModelKind.Machines, nameOrPath));

    /// <summary>Reads a machine from a parsed file.</summary>
    /// <param name="root">The file's root.</param>
    /// <exception cref="InputException">A key is missing, unknown or out of range, also with what is assumed instead.</exception>
    public static DescribedMachine Read(ConfigObject root)
    {
        ArgumentNullException.ThrowIfNull(root);
        KeyValues keys = MachineKeys.All.Read(root);
        return new DescribedMachine(
            MachineLoader.Read(keys), CapacityOf(keys), [.. keys.List(MachineKeys.Assumed).Select(assumed => Read(root, assumed))]);
    }

    private static AssumedParameter Read(ConfigObject root, KeyValues assumed)
    {
        KeyValues changed = MachineKeys.All.Read(root.With(assumed.Get(AssumedKeys.Change)));
        return new AssumedParameter(
            assumed.Get(AssumedKeys.Name), assumed.Get(AssumedKeys.Value), assumed.Get(AssumedKeys.Other),
            assumed.Get(AssumedKeys.Reason), MachineLoader.Read(changed), CapacityOf(changed));
    }

    private static long? CapacityOf(KeyValues keys) => keys.Has(MachineKeys.Capacity) ? keys.Get(MachineKeys.Capacity) : null;
}
