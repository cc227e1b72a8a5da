using System.Collections.Concurrent;
using System.Collections.Immutable;
using CycleSim.Device.Codes;
using CycleSim.Device.Junction;
using CycleSim.Device.Retention;
using CycleSim.Device.Variation;
using CycleSim.Device.WriteVerify;
using CycleSim.Device.Writing;
using CycleSim.Platform;

namespace CycleSim.Studies.Codesign;

/// <summary>
/// Writes that are as weak as a failure budget allows: what retention leaves of the raw bit error rate that a code may have is for writes.
/// Junctions are scaled by area. Writes are those at 300 K, retention that at the temperature of the array: the worse of both each.
/// Thread-safe; results do not depend on the order of questions.
/// </summary>
/// <param name="junction">The junction that is scaled.</param>
/// <param name="spread">How the cells of a memory differ.</param>
/// <param name="retentionTemperatureK">Temperature in K at which data are kept.</param>
public sealed class CellModel(MagneticTunnelJunction junction, CellSpread spread, double retentionTemperatureK)
{
    // Retention may add this share to the error rate of cheap bits, for which trainings were not run.
    private const double RetentionShareOfCheapBits = 0.01;

    private readonly ConcurrentDictionary<double, MagneticTunnelJunction> _junctions = new();
    private readonly ConcurrentDictionary<double, CellPopulation> _populations = new();
    private readonly ConcurrentDictionary<(double Barrier, double Lifetime), double> _losses = new();
    private readonly ConcurrentDictionary<(double Barrier, double Pulse, double Rate), JunctionWritePoint?> _points = new();
    private readonly ConcurrentDictionary<CodeChoice, ErrorCorrectingCode> _codes = new();
    private readonly ConcurrentDictionary<(CellDesign Design, double Rate), Lazy<Write?>> _writes = new();

    /// <summary>The junction that is scaled.</summary>
    public MagneticTunnelJunction Junction => junction;

    /// <summary>Temperature in K at which data are kept.</summary>
    public double RetentionTemperatureK => retentionTemperatureK;

    /// <summary>The junction with a barrier, at 300 K.</summary>
    /// <param name="barrierKt">The barrier at 300 K, in kB T.</param>
    /// <exception cref="InputException">No size of the junction has it.</exception>
    public MagneticTunnelJunction Scaled(double barrierKt) => _junctions.GetOrAdd(
        barrierKt, barrier => JunctionScaling.To(junction.At(PhysicalConstants.ReferenceTemperatureK), barrier, ScalingPath.Area));

    /// <summary>Fails where write error rates of cells with a barrier are not known.</summary>
    /// <param name="barrierKt">The barrier at 300 K, in kB T.</param>
    /// <exception cref="InputException">No size of the junction has it, or it is too low.</exception>
    public void Check(double barrierKt) => Population(barrierKt);

    /// <summary>Mean probability over the cells that a bit is lost in a time, at the temperature at which data are kept.</summary>
    /// <param name="barrierKt">The barrier at 300 K, in kB T.</param>
    /// <param name="lifetimeS">The time in s.</param>
    public double RetentionLoss(double barrierKt, double lifetimeS) => _losses.GetOrAdd(
        (barrierKt, lifetimeS),
        key => new PopulationRetention(Scaled(key.Barrier).At(retentionTemperatureK), spread).MeanLoss(key.Lifetime));

    /// <summary>The weakest write of a design that meets a budget.</summary>
    /// <param name="design">The design.</param>
    /// <param name="budget">What must be met.</param>
    /// <param name="lifetimeS">Time in s for which data are kept.</param>
    /// <returns>The cells; null if retention alone exceeds the budget, or no write meets it.</returns>
    public StoredCell? Store(CellDesign design, FailureBudget budget, double lifetimeS)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(budget);
        ErrorCorrectingCode code = _codes.GetOrAdd(design.Code, choice => choice.Create());
        double allowed = budget.AllowedRawBitErrorRate(code);
        double rate = (allowed - RetentionLoss(design.BarrierKt, lifetimeS)) / FailureBudget.ToggleProbability;
        return CellPopulation.MeanRates.Contains(rate) ? Written(design, budget.LineBits, lifetimeS, rate) : null;
    }

    /// <summary>The cells of a design that leave an error rate, whatever it means for lines.</summary>
    /// <param name="design">The design.</param>
    /// <param name="lineBits">Data bits of a line.</param>
    /// <param name="lifetimeS">Time in s for which data are kept.</param>
    /// <param name="residualRate">Probability that a toggling bit is wrong after the last attempt.</param>
    /// <returns>The cells; null if no write does it.</returns>
    public StoredCell? Written(CellDesign design, int lineBits, double lifetimeS, double residualRate)
    {
        ArgumentNullException.ThrowIfNull(design);
        Write? write = _writes.GetOrAdd((design, residualRate), key => new(() => Weakest(key.Design, key.Rate))).Value;
        return write is null ? null : Kept(design, lineBits, lifetimeS, write.Point, write.Failures);
    }

    /// <summary>The same cells when their data are kept for another time.</summary>
    /// <param name="cell">The cells.</param>
    /// <param name="lineBits">Data bits of a line.</param>
    /// <param name="lifetimeS">The time in s.</param>
    public StoredCell Kept(StoredCell cell, int lineBits, double lifetimeS)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return Kept(cell.Design, lineBits, lifetimeS, cell.Point, cell.Failures);
    }

    /// <summary>The write of cheap bits, which have no code and are not verified.</summary>
    /// <param name="barrierKt">The barrier at 300 K, in kB T.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <param name="rate">Mean write error rate of the cells.</param>
    /// <param name="lifetimeS">Time in s for which data are kept.</param>
    /// <returns>The write; null if there is none, or retention would add more than a hundredth to the errors.</returns>
    public JunctionWritePoint? Cheap(double barrierKt, double pulseNs, double rate, double lifetimeS)
    {
        bool isKept = RetentionLoss(barrierKt, lifetimeS) <= RetentionShareOfCheapBits * FailureBudget.ToggleProbability * rate;
        return isKept ? _points.GetOrAdd((barrierKt, pulseNs, rate), key => Point(key.Barrier, key.Pulse, key.Rate)) : null;
    }

    private Write? Weakest(CellDesign design, double residualRate)
    {
        try
        {
            CellPopulation cells = Population(design.BarrierKt);
            var point = VerifiedWritePoint.Reaching(cells, residualRate, design.PulseNs, design.Attempts);
            return new(
                new PopulationWritePoints(cells).At(point.Failures[0], point.CurrentUa, design.PulseNs), [.. point.Failures]);
        }
        catch (InputException)
        {
            // A pulse that is too short or too long for the rate, or cells outside of what is known, is no design.
            return null;
        }
    }

    private JunctionWritePoint? Point(double barrierKt, double pulseNs, double rate)
    {
        try
        {
            return new PopulationWritePoints(Population(barrierKt)).AtWerAndPulse(rate, pulseNs);
        }
        catch (InputException)
        {
            return null;
        }
    }

    private CellPopulation Population(double barrierKt) => _populations.GetOrAdd(barrierKt, barrier => new(Scaled(barrier), spread));

    private StoredCell Kept(
        CellDesign design, int lineBits, double lifetimeS, JunctionWritePoint point, ImmutableArray<double> failures)
    {
        ErrorCorrectingCode code = _codes.GetOrAdd(design.Code, choice => choice.Create());
        var cell = new StoredCell(design, code, point, failures, lifetimeS, RetentionLoss(design.BarrierKt, lifetimeS), 0);
        return cell with { LineFailure = FailureBudget.LineFailureOf(code, cell.RawBitErrorRate, lineBits) };
    }

    private sealed record Write(JunctionWritePoint Point, ImmutableArray<double> Failures);
}
