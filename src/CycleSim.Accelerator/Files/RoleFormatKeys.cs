using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Formats;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of "formats" in a machine's file: the number format in which the tensors of each role are stored.</summary>
internal static class RoleFormatKeys
{
    internal static readonly KeySet All = new("stored formats", "Number formats in which tensors are stored.");

    internal static readonly Key<string> Activation = Format("activation", "Format of activations.");

    internal static readonly Key<string> Weight = Format("weight", "Format of weights, their gradients and what the optimizer keeps.");

    internal static readonly Key<string> Error = Format("error", "Format of errors.");

    /// <summary>Formats in which tensors can be stored.</summary>
    internal static IEnumerable<string> Names => NumberFormats.All.All.Where(RoleFormats.Holds).Select(format => format.Name);

    private static Key<string> Format(string name, string meaning) => All.String(
        name, $"{meaning} One of {string.Join(", ", Names)}.", whenMissing: "as data_type");
}
