namespace CycleSim.Device.Variation;

/// <summary>Nominal currents, in uA, with which a population reaches a write error rate that one cell reaches with less.</summary>
/// <param name="NominalCellUa">Current with which the nominal cell reaches it.</param>
/// <param name="MeanUa">Current with which the mean over the cells reaches it.</param>
/// <param name="SixSigmaCellUa">Current with which the 6-sigma cell reaches it; null where no current within range does.</param>
/// <param name="WorstOf2Pow20CellsUa">Current with which the median worst of 2^20 cells reaches it; null as above.</param>
/// <param name="LognormalMargin">Approximate ratio of the second to the first, exp(|g|² / 2 s).</param>
/// <param name="LogSlope">d ln W / d ln i of the nominal cell, -s.</param>
public sealed record PopulationMargin(
    double NominalCellUa,
    double MeanUa,
    double? SixSigmaCellUa,
    double? WorstOf2Pow20CellsUa,
    double LognormalMargin,
    double LogSlope);
