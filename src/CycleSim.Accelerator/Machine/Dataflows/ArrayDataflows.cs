using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Machine.Dataflows;

/// <summary>The dataflows that an option can name.</summary>
public static class ArrayDataflows
{
    /// <summary>All dataflows; the first is that of a command that names none.</summary>
    public static ChoiceTable<IDataflow> All { get; } =
        new("dataflow", new OutputStationary(), new WeightStationary(), new InputStationary());

    /// <summary>The dataflow that a full name of a variant starts with, as "ws" in "ws_shadow"; null where there is none.</summary>
    /// <param name="variant">Name of a variant, full or not.</param>
    public static IDataflow? OfVariant(string variant) => All.All.Cast<IDataflow>().FirstOrDefault(
        dataflow => dataflow.Variants.All.Any(choice => $"{dataflow.ShortName}_{choice.Name}" == variant));
}
