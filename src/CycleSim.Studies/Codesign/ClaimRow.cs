namespace CycleSim.Studies.Codesign;

/// <summary>
/// The claim of <see cref="QuarterClaim"/> for one kind of cells; what needs a write is null where none meets the failure rate.
/// </summary>
/// <param name="Variation">Name of the spread of the cells.</param>
/// <param name="RetentionLoss">What cells of 40 kT lose in the longest lifetime, mean over the population.</param>
/// <param name="WriteErrorRate">Write error rate of the claimed write.</param>
/// <param name="BaselineCurrentUa">Write current of the baseline in uA; null where no current reaches its error rate.</param>
/// <param name="CurrentUa">Write current of the claimed write in uA.</param>
/// <param name="CellEnergyRatio">Energy of the pulses for each data bit over the baseline's.</param>
/// <param name="ArrayEnergyRatio">Energy of a write of the whole array, with decoders, wires and encoder, over the baseline's.</param>
public sealed record ClaimRow(
    string Variation, double RetentionLoss, double? WriteErrorRate, double? BaselineCurrentUa, double? CurrentUa, double? CellEnergyRatio,
    double? ArrayEnergyRatio)
{
    /// <summary>Whether the pulses alone confirm the claim.</summary>
    public bool IsConfirmedInCells => CellEnergyRatio <= QuarterClaim.MaxRatio;

    /// <summary>Whether the write of a whole array confirms the claim.</summary>
    public bool IsConfirmedInArray => ArrayEnergyRatio <= QuarterClaim.MaxRatio;

    /// <summary>The verdict in words.</summary>
    public string Verdict => (IsConfirmedInCells, IsConfirmedInArray) switch
    {
        _ when CellEnergyRatio is null => "refuted: no such write keeps data right",
        (true, true) => "confirmed",
        (true, false) => "confirmed for the pulses, refuted for the array",
        (false, true) => "refuted for the pulses, confirmed for the array",
        _ => "refuted",
    };
}
