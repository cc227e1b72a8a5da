using CycleSim.Arrays.Circuit;
using CycleSim.Arrays.Search;

namespace CycleSim.Arrays.Models;

/// <summary>
/// An organisation of a data array that is given rather than searched. An access activates one row of mats, and all four subarrays of each.
/// </summary>
/// <param name="BankRows">Rows of mats.</param>
/// <param name="BankColumns">Columns of mats.</param>
/// <param name="SubarrayRows">Rows of cells in a subarray.</param>
/// <param name="SubarrayColumns">Columns of cells in a subarray.</param>
/// <param name="SenseWays">Bit lines that share a sense amplifier.</param>
/// <param name="Level1Ways">Sense amplifiers that share an output of the first level.</param>
/// <param name="Level2Ways">Outputs of the first level that share one of the second.</param>
public sealed record DataOrganisation(
    int BankRows, int BankColumns, long SubarrayRows, long SubarrayColumns, int SenseWays, int Level1Ways, int Level2Ways)
{
    // The largest power of two that an int holds.
    private const int MaxLog2 = 30;

    /// <summary>"32x8,1024x1024,64/1/1".</summary>
    public override string ToString() =>
        $"{BankRows}x{BankColumns},{SubarrayRows}x{SubarrayColumns},{SenseWays}/{Level1Ways}/{Level2Ways}";

    /// <summary>Whether mats and multiplexers are powers of two, and so few that they can be counted.</summary>
    internal bool IsCountable =>
        new[] { BankRows, BankColumns, SenseWays, Level1Ways, Level2Ways }.All(int.IsPow2)
        && int.Log2(BankColumns) + int.Log2(SearchSpace.ActiveDataSubarrays) <= MaxLog2
        && int.Log2(SenseWays) + int.Log2(Level1Ways) + int.Log2(Level2Ways) <= MaxLog2;

    /// <summary>Subarrays that an access activates.</summary>
    internal int ActiveSubarrays => BankColumns * SearchSpace.ActiveDataSubarrays;

    internal BankOrganisation With(HtreeWires wires) => new(
        new BankShape(BankRows, BankColumns, 1, BankColumns, new MatShape(2, 2, 2, 2)), SubarrayRows, SubarrayColumns,
        new MuxWays(SenseWays, Level1Ways, Level2Ways), DriverStyle.Fast, wires);
}
