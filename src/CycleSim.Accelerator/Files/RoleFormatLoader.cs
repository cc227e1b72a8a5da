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
    /// <exception cref="InputException">Tensors cannot be stored in such a format.</exception>
    internal static RoleFormats Read(KeyValues machine) => machine.Find(MachineKeys.Formats) is { } keys
        ? new(Of(keys, RoleFormatKeys.Activation), Of(keys, RoleFormatKeys.Weight), Of(keys, RoleFormatKeys.Error))
        : RoleFormats.None;

    private static NumberFormat? Of(KeyValues keys, Key<string> key) =>
        keys.Has(key) ? NumberFormats.All.Get(keys.Get(key)) : null;
}
