using System.Collections.Immutable;
using CycleSim.Device.Codes;
using CycleSim.Device.WriteVerify;
using CycleSim.Device.Writing;

namespace CycleSim.Studies.Codesign;

/// <summary>Cells that hold the bits that must be right: how they are written, and how often they are wrong.</summary>
/// <param name="Design">What was chosen.</param>
/// <param name="Code">The code of a codeword.</param>
/// <param name="Point">One write of the nominal cell, with the mean write error rate of the cells.</param>
/// <param name="Failures">For k = 1 to the number of attempts, E[W^k] over the cells.</param>
/// <param name="LifetimeS">Time in s for which data are kept.</param>
/// <param name="RetentionLoss">Mean probability over the cells that a bit is lost in that time.</param>
/// <param name="LineFailure">Probability that a line is wrong when it is read, after the code.</param>
public sealed record StoredCell(
    CellDesign Design, ErrorCorrectingCode Code, JunctionWritePoint Point, ImmutableArray<double> Failures, double LifetimeS,
    double RetentionLoss, double LineFailure)
{
    /// <summary>Probability that a toggling bit is still wrong after the last attempt.</summary>
    public double ResidualRate => Failures[^1];

    /// <summary>Probability that a stored bit is wrong when it is read, before the code.</summary>
    public double RawBitErrorRate => FailureBudget.ToggleProbability * ResidualRate + RetentionLoss;

    /// <summary>
    /// Energy of a pulse for each data bit, in pJ: both directions alike often, all bits of the codeword pulsed, without circuits.
    /// </summary>
    public double CellEnergyPjPerDataBit =>
        (Point.EnergyPjParallel + Point.EnergyPjAntiparallel) / 2 * Code.CodewordBits / Code.DataBits;

    /// <summary>What the attempts at a line take.</summary>
    /// <param name="lineBits">Bits of the line.</param>
    public AttemptStatistics Attempts(int lineBits) => new(Failures, lineBits, FailureBudget.ToggleProbability);
}
