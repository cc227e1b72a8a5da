namespace CycleSim.Device.Variation;

/// <summary>
/// The nominal currents, in uA, at which the cells of a population have one write error rate; "k sigma" is the current that a normal
/// distribution's share beyond k standard deviations exceeds. Null where no current within range does it.
/// </summary>
/// <param name="NominalUa">Current of the nominal cell.</param>
/// <param name="MeanUa">Mean over the cells.</param>
/// <param name="DeviationUa">Standard deviation.</param>
/// <param name="MinusThreeSigmaUa">Exceeded by all but 1.35e-3 of the cells.</param>
/// <param name="MedianUa">Exceeded by half of the cells.</param>
/// <param name="PlusThreeSigmaUa">Exceeded by 1.35e-3 of the cells.</param>
/// <param name="PlusSixSigmaUa">Exceeded by 9.87e-10 of the cells.</param>
public sealed record SwitchingCurrents(
    double NominalUa,
    double? MeanUa,
    double? DeviationUa,
    double? MinusThreeSigmaUa,
    double? MedianUa,
    double? PlusThreeSigmaUa,
    double? PlusSixSigmaUa);
