using CycleSim.Device.WriteVerify;

namespace CycleSim.Studies.Codesign;

/// <summary>Cells of the bits that must be right, as a result has them.</summary>
/// <param name="BarrierKt">Energy barrier at 300 K, in kB T.</param>
/// <param name="PulseNs">Width of a write pulse in ns.</param>
/// <param name="CurrentUa">Write current of the nominal cell in uA.</param>
/// <param name="Code">The code and the data bits of a codeword.</param>
/// <param name="MaxAttempts">Largest number of attempts at a write.</param>
/// <param name="MeanAttempts">Mean attempts at the write of a line.</param>
/// <param name="WriteErrorRate">Mean write error rate of one attempt.</param>
/// <param name="ResidualRate">Probability that a toggling bit is wrong after the last attempt.</param>
/// <param name="LifetimeS">Longest time in s that data stay.</param>
/// <param name="RetentionLoss">Mean probability that a bit is lost in that time.</param>
/// <param name="LineFailure">Probability of a wrong line after the code.</param>
/// <param name="CellEnergyPjPerDataBit">Energy of a pulse for each data bit in pJ, without circuits.</param>
public sealed record ReportedCell(
    double BarrierKt, double PulseNs, double CurrentUa, string Code, int MaxAttempts, double MeanAttempts, double WriteErrorRate,
    double ResidualRate, double LifetimeS, double RetentionLoss, double LineFailure, double CellEnergyPjPerDataBit)
{
    /// <summary>What a result says of cells.</summary>
    /// <param name="cell">The cells.</param>
    /// <param name="lineBits">Data bits of a line.</param>
    public static ReportedCell Of(StoredCell cell, int lineBits)
    {
        ArgumentNullException.ThrowIfNull(cell);
        AttemptStatistics attempts = cell.Attempts(lineBits);
        return new(
            cell.Design.BarrierKt, cell.Design.PulseNs, cell.Point.CurrentUa, cell.Design.Code.Text, cell.Design.Attempts,
            attempts.MeanAttempts, cell.Point.WriteErrorRate, cell.ResidualRate, cell.LifetimeS, cell.RetentionLoss, cell.LineFailure,
            cell.CellEnergyPjPerDataBit);
    }
}
