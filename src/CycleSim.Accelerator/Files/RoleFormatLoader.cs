using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;
using CycleSim.Platform;
using CycleSim.Workloads.Formats;

namespace CycleSim.Accelerator.Files;

/// <summary>Reads "formats" in a machine's file.</summary>
internal static class RoleFormatLoader
{
    /// <summary>The formats of a machine.</summary>
    /// <param name="machine">The machine's keys.</param>
    /// <exception cref="InputException">There is no such format, or its tensors cannot be simulated.</exception>
    internal static RoleFormats Read(KeyValues machine) => machine.Find(MachineKeys.Formats) is { } keys
        ? new(Of(keys, RoleFormatKeys.Activation), Of(keys, RoleFormatKeys.Weight), Of(keys, RoleFormatKeys.Error))
        : RoleFormats.None;

    private static NumberFormat? Of(KeyValues keys, Key<string> key)
    {
        if (!keys.Has(key))
            return null;
        string name = keys.Get(key);
        return RoleFormatKeys.Names.Contains(name)
            ? NumberFormats.All.Get(name)
            : throw keys.Error(key, $"cannot be simulated; allowed: {string.Join(", ", RoleFormatKeys.Names)}");
    }
}
