using CycleSim.Device.Variation;
using CycleSim.Reference;

namespace CycleSim.Device.Tests;

/// <summary>The rows of the public tables of populations, and how far a result is from them.</summary>
internal static class PopulationRows
{
    internal static CellPopulation Population(ReferenceRow row) => new(
        TestJunctions.P55,
        new CellSpread
        {
            Distribution = row.Text("distribution") == "lognormal" ? CellDistribution.Lognormal : CellDistribution.Normal,
            Diameter = row.Number("sigma_diameter"),
            Thickness = row.Number("sigma_thickness"),
            Anisotropy = row.Number("sigma_ki"),
            ResistanceArea = row.Number("sigma_ra"),
            TransistorResistance = row.Number("sigma_transistor_resistance"),
            Current = row.Number("sigma_current"),
        },
        row.Text("drive") == "voltage" ? PopulationDrive.Voltage : PopulationDrive.Current,
        row.Text("model") == "butler" ? CellRateModel.Butler : CellRateModel.FokkerPlanck);

    /// <summary>A population of one of the named sets.</summary>
    internal static CellPopulation Named(string set, CellRateModel model = CellRateModel.FokkerPlanck)
    {
        (CellSpread spread, PopulationDrive drive) = Spread(set);
        return new(TestJunctions.P55, spread, drive, model);
    }

    /// <summary>What one of the named sets says.</summary>
    internal static (CellSpread Spread, PopulationDrive Drive) Spread(string set) => set switch
    {
        "none" => (new(), PopulationDrive.Current),
        "current-5" => (new() { Current = 0.05 }, PopulationDrive.Current),
        "typical-current" => (VariationFile.Load("typical").Spread(PopulationDrive.Current), PopulationDrive.Current),
        "pessimistic-current" => (VariationFile.Load("pessimistic").Spread(PopulationDrive.Current), PopulationDrive.Current),
        "typical-voltage" => (VariationFile.Load("typical").Spread(PopulationDrive.Voltage), PopulationDrive.Voltage),
        _ => throw new ArgumentOutOfRangeException(nameof(set), set, null),
    };

    /// <summary>The relative deviation from a column; 0 where the column is empty.</summary>
    internal static double Deviation(ReferenceRow row, string column, double? value) =>
        row.Text(column).Length == 0 ? 0 : value is { } known ? Math.Abs(known / row.Number(column) - 1) : double.PositiveInfinity;
}
