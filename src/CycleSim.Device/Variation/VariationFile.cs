using System.Collections.Immutable;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Platform;

namespace CycleSim.Device.Variation;

/// <summary>How the cells of one design differ, as a file says it for each kind of drive.</summary>
public sealed class VariationFile
{
    private readonly Dictionary<PopulationDrive, CellSpread> _spreads = [];
    private readonly string _source;

    private VariationFile(ConfigObject root)
    {
        KeyValues keys = VariationKeys.All.Read(root);
        Name = keys.Get(VariationKeys.Name);
        Description = keys.Get(VariationKeys.Description);
        Sources = keys.List(VariationKeys.Sources);
        _source = root.Source;
        CellDistribution distribution = keys.Get(VariationKeys.Distribution);
        if (keys.Find(VariationKeys.CurrentDrive) is { } current)
        {
            _spreads.Add(PopulationDrive.Current, new CellSpread
            {
                Distribution = distribution,
                Diameter = current.Get(VariationKeys.Diameter),
                Thickness = current.Get(VariationKeys.Thickness),
                Anisotropy = current.Get(VariationKeys.Anisotropy),
                Current = current.Get(VariationKeys.WriteCurrent),
            });
        }

        if (keys.Find(VariationKeys.VoltageDrive) is { } voltage)
        {
            _spreads.Add(PopulationDrive.Voltage, new CellSpread
            {
                Distribution = distribution,
                Diameter = voltage.Get(VariationKeys.DiameterAtVoltage),
                Thickness = voltage.Get(VariationKeys.ThicknessAtVoltage),
                Anisotropy = voltage.Get(VariationKeys.AnisotropyAtVoltage),
                ResistanceArea = voltage.Get(VariationKeys.ResistanceArea),
                TransistorResistance = voltage.Get(VariationKeys.Transistor),
            });
        }

        if (_spreads.Count == 0)
            throw keys.Error("gives no spread; expected current_drive, voltage_drive or both");
    }

    /// <summary>Name, e.g. "typical".</summary>
    public string Name { get; }

    /// <summary>One sentence on what it is.</summary>
    public string Description { get; }

    /// <summary>Where the values come from.</summary>
    public ImmutableArray<string> Sources { get; }

    /// <summary>Loads a file.</summary>
    /// <param name="nameOrPath">The name of a shipped one in any case, e.g. "typical", or the path of a JSON file.</param>
    /// <exception cref="InputException">No such file, or it is not valid; the message names file, line, column and key.</exception>
    public static VariationFile Load(string nameOrPath) => Read(ModelStore.Open(ModelKind.Variations, nameOrPath));

    /// <summary>Reads the JSON tree of a file.</summary>
    /// <param name="root">The root of the file.</param>
    /// <exception cref="InputException">It is not valid; the message names file, line, column and key.</exception>
    public static VariationFile Read(ConfigObject root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return new(root);
    }

    /// <summary>The spread with one kind of drive.</summary>
    /// <param name="drive">The drive.</param>
    /// <exception cref="InputException">The file does not give it.</exception>
    public CellSpread Spread(PopulationDrive drive) => _spreads.TryGetValue(drive, out CellSpread? spread)
        ? spread
        : throw new InputException(
            $"{_source}: gives no spread for this drive; expected {(drive == PopulationDrive.Voltage
                ? VariationKeys.VoltageDrive.Name
                : VariationKeys.CurrentDrive.Name)}");
}
