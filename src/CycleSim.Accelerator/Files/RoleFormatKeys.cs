using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of "formats" in a machine's file: the number format in which the tensors of each role are stored.</summary>
internal static class RoleFormatKeys
{
    internal static readonly KeySet All = new("stored formats", "Number formats in which tensors are stored.");

    internal static readonly Key<string> Activation = Format("activation", "Format of activations.");

    internal static readonly Key<string> Weight = Format("weight", "Format of weights, their gradients and what the optimizer keeps.");

    internal static readonly Key<string> Error = Format("error", "Format of errors.");

    private static Key<string> Format(string name, string meaning) =>
        All.Choice(name, meaning, StorableFormats.Choices, whenMissing: "as data_type");
}
