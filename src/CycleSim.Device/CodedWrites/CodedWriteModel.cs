using CycleSim.Device.Codes;
using CycleSim.Device.Junction;
using CycleSim.Device.WordErrors;
using CycleSim.Device.Writing;
using CycleSim.Platform;

namespace CycleSim.Device.CodedWrites;

/// <summary>Writes that are as weak as a code and a failure target allow, for random data: half of the bits toggle.</summary>
/// <param name="points">Finds writes by their error rate; of a cell, or on average over cells that differ.</param>
/// <param name="resistance">Junction and access transistor.</param>
public sealed class CodedWriteModel(IWritePoints points, JunctionResistance resistance)
{
    private const double ToggleProbability = 0.5;

    /// <summary>The write at a fixed pulse width.</summary>
    /// <param name="code">The code.</param>
    /// <param name="target">What must be met.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="InputException">No current does it, or an argument is out of range.</exception>
    public CodedWrite AtPulse(ErrorCorrectingCode code, FailureTarget target, double pulseNs) =>
        Write(code, target, rate => points.AtWerAndPulse(rate, pulseNs));

    /// <summary>The write at a fixed current.</summary>
    /// <param name="code">The code.</param>
    /// <param name="target">What must be met.</param>
    /// <param name="currentUa">Current in uA.</param>
    /// <exception cref="InputException">No pulse does it, or an argument is out of range.</exception>
    public CodedWrite AtCurrent(ErrorCorrectingCode code, FailureTarget target, double currentUa) =>
        Write(code, target, rate => points.AtWerAndCurrent(rate, currentUa));

    private CodedWrite Write(ErrorCorrectingCode code, FailureTarget target, Func<double, JunctionWritePoint> find)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(target);
        double raw = target.AllowedRawBitErrorRate(code);
        double rate = raw / ToggleProbability;
        JunctionWritePoint point = find(rate);
        double energyPj = resistance.ParallelPulsePj(point.CurrentUa, point.PulseNs);
        return new(raw, rate, point, energyPj, energyPj * code.CodewordBits / code.DataBits);
    }
}
