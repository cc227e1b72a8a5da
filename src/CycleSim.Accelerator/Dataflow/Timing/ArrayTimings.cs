using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>The dataflows that an option of <c>cyclesim systolic</c> can name.</summary>
public static class ArrayTimings
{
    /// <summary>All dataflows; the first is that of a command that names none.</summary>
    public static ChoiceTable<IArrayTiming> All { get; } =
        new("dataflow", new OutputStationary(), new WeightStationary(), new InputStationary());

    /// <summary>The full name of a variant, as "ws_shadow", which also says its dataflow.</summary>
    /// <param name="dataflow">The dataflow.</param>
    /// <param name="variant">Name of one of its variants.</param>
    public static string FullName(IArrayTiming dataflow, string variant)
    {
        ArgumentNullException.ThrowIfNull(dataflow);
        return $"{dataflow.ShortName}_{variant}";
    }

    /// <summary>The dataflow that a full name of a variant starts with, as "ws" in "ws_shadow"; null where there is none.</summary>
    /// <param name="variant">Name of a variant, full or not.</param>
    public static IArrayTiming? OfVariant(string variant) => All.All.FirstOrDefault(
        dataflow => dataflow.Variants.All.Any(choice => FullName(dataflow, choice.Name) == variant));
}
