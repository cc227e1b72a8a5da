
namespace CycleSim.Arrays.Circuit;

/// <summary>What one array, data or tags, costs. SI units; energies are of one access.</summary>
internal readonly record struct BankMetrics(
    double Height, double Width, double ReadLatency, double WriteLatency, double ReadEnergy, double WriteFixedEnergy,
    double WriteLineEnergyPerBit, double CellWriteEnergy, long WrittenBits, double Leakage, double HtreeLatency)
{
    public double Area => Height * Width + ExtraArea;

    /// <summary>In a bound: area that must be somewhere, whichever side it lengthens.</summary>
    public double ExtraArea { get; init; }

    /// <summary>Energy of a write in which every bit costs the more expensive of the two transitions.</summary>
    public double WriteEnergy => WriteFixedEnergy + WrittenBits * (WriteLineEnergyPerBit + CellWriteEnergy);

    public double Score(SearchObjective objective) => objective switch
    {
        SearchObjective.ReadLatency => ReadLatency,
        SearchObjective.WriteLatency => WriteLatency,
        SearchObjective.ReadEnergy => ReadEnergy,
        SearchObjective.WriteEnergy => WriteEnergy,
        SearchObjective.ReadEnergyDelay => ReadEnergy * ReadLatency,
        SearchObjective.WriteEnergyDelay => WriteEnergy * WriteLatency,
        SearchObjective.Area => Area,
        SearchObjective.Leakage => Leakage,
        _ => throw new ArgumentOutOfRangeException(nameof(objective)),
    };
}
