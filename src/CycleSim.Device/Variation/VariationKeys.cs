using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Device.Variation;

/// <summary>The keys of a file that says how cells differ, models/variations/*.json.</summary>
public static class VariationKeys
{
    private const string None = "the same in all cells";

    /// <summary>All keys of the file.</summary>
    public static readonly KeySet All = new("variation", "How the cells of one design differ.");

    internal static readonly KeySet Current = new("spread with current drive", "Spread of cells that are all given one current.");

    internal static readonly KeySet Voltage = new("spread with voltage drive", "Spread of cells that are all given one voltage.");

    internal static readonly Key<string> Name = All.String("name", "Name in tables and reports.", canBeEmpty: false);

    internal static readonly Key<string> Description = All.String("description", "What the spread is.", "");

    internal static readonly Key<CellDistribution> Distribution = All.Enum<CellDistribution>(
        "distribution",
        "How the properties are distributed.",
        CellDistributions.All,
        CellDistribution.Normal);

    internal static readonly Key<double> Diameter = Sigma(Current, "sigma_diameter", "length and width, both together");

    internal static readonly Key<double> Thickness = Sigma(Current, "sigma_thickness", "the free layer's thickness");

    internal static readonly Key<double> Anisotropy = Sigma(Current, "sigma_ki", "the interfacial anisotropy");

    internal static readonly Key<double> WriteCurrent = Sigma(Current, "sigma_current", "the write current");

    internal static readonly Key<double> DiameterAtVoltage = Sigma(Voltage, "sigma_diameter", "length and width, both together");

    internal static readonly Key<double> ThicknessAtVoltage = Sigma(Voltage, "sigma_thickness", "the free layer's thickness");

    internal static readonly Key<double> AnisotropyAtVoltage = Sigma(Voltage, "sigma_ki", "the interfacial anisotropy");

    internal static readonly Key<double> ResistanceArea = Sigma(Voltage, "sigma_ra", "the resistance-area product");

    internal static readonly Key<double> Transistor = Sigma(
        Voltage, "sigma_transistor_resistance", "the access transistor's resistance");

    internal static readonly Key<KeyValues> CurrentDrive = All.Object(
        "current_drive", "Spread of cells that are all given one current.", Current, "not known: such populations are refused");

    internal static readonly Key<KeyValues> VoltageDrive = All.Object(
        "voltage_drive", "Spread of cells that are all given one voltage.", Voltage, "not known: such populations are refused");

    internal static readonly Key<ImmutableArray<string>> Sources = All.Strings(
        "sources", "Where the values come from.", whenMissing: "none");

    private static Key<double> Sigma(KeySet set, string name, string what) => set.Number(
        name, $"Relative standard deviation of {what}.", 0, CellSpread.MaxSigma, fallback: 0);
}
