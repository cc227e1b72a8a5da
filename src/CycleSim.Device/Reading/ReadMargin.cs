using CycleSim.Configuration.Text;
using CycleSim.Device.Junction;
using CycleSim.Device.Mathematics;
using CycleSim.Platform;

namespace CycleSim.Device.Reading;

/// <summary>
/// How well both states are told apart by their current at a fixed voltage over the cell, with the reference in the middle. Spread of the
/// resistance and offset of the sense amplifier are independent and normal; slopes are those at the nominal cell.
/// </summary>
/// <param name="CurrentParallelUa">Current of a parallel cell in uA.</param>
/// <param name="CurrentAntiparallelUa">Current of an antiparallel cell in uA.</param>
/// <param name="JunctionVoltageAntiparallelV">Voltage over the junction of an antiparallel cell in V.</param>
/// <param name="HalfWindowUa">Half of the difference of the currents in uA.</param>
/// <param name="SigmaParallelUa">Standard deviation of a parallel cell's current and the offset together, in uA.</param>
/// <param name="SigmaAntiparallelUa">The same for an antiparallel cell.</param>
public sealed record ReadMargin(
    double CurrentParallelUa, double CurrentAntiparallelUa, double JunctionVoltageAntiparallelV, double HalfWindowUa,
    double SigmaParallelUa, double SigmaAntiparallelUa)
{
    /// <summary>Relative spreads of the resistance that are allowed.</summary>
    public static readonly NumberRange Spreads = new(0, 1);

    /// <summary>Sense offsets that are allowed, in uA.</summary>
    public static readonly NumberRange OffsetsUa = new(0, 1e6);

    /// <summary>Voltages over the cell that are allowed, in V.</summary>
    public static readonly NumberRange VoltagesV = new(0, 10) { ExcludesMin = true };

    // Relative change of the resistance for its slope, of fourth order: truncation and rounding are both below 1e-10.
    private const double Step = 1e-3;

    /// <summary>Half window over deviation of a parallel cell; null without any spread.</summary>
    public double? MarginParallel => SigmaParallelUa > 0 ? HalfWindowUa / SigmaParallelUa : null;

    /// <summary>The same for an antiparallel cell.</summary>
    public double? MarginAntiparallel => SigmaAntiparallelUa > 0 ? HalfWindowUa / SigmaAntiparallelUa : null;

    /// <summary>Probability that a parallel cell is read as antiparallel.</summary>
    public double MisreadParallel => Beyond(MarginParallel);

    /// <summary>Probability that an antiparallel cell is read as parallel.</summary>
    public double MisreadAntiparallel => Beyond(MarginAntiparallel);

    /// <summary>The margin of a cell.</summary>
    /// <param name="resistance">Junction and access transistor.</param>
    /// <param name="cellVoltageV">Voltage over both in V.</param>
    /// <param name="resistanceSpread">Relative standard deviation of the parallel resistance; the other state's goes with it.</param>
    /// <param name="senseOffsetUa">Standard deviation of the sense amplifier's offset in uA.</param>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public static ReadMargin Of(JunctionResistance resistance, double cellVoltageV, double resistanceSpread, double senseOffsetUa)
    {
        ArgumentNullException.ThrowIfNull(resistance);
        Check("cell voltage", cellVoltageV, VoltagesV, " V");
        Check("relative spread", resistanceSpread, Spreads, "");
        Check("sense offset", senseOffsetUa, OffsetsUa, " uA");
        double CurrentUa(double change, double cosine) =>
            (resistance with { ParallelOhm = resistance.ParallelOhm * Math.Exp(change) }).CurrentA(cellVoltageV, cosine) * 1e6;
        double Difference(double step, double cosine) => CurrentUa(step, cosine) - CurrentUa(-step, cosine);
        double Slope(double cosine) => (8 * Difference(Step, cosine) - Difference(2 * Step, cosine)) / (12 * Step);
        double Sigma(double cosine) => double.Hypot(resistanceSpread * Slope(cosine), senseOffsetUa);
        (double parallel, double antiparallel) = (CurrentUa(0, 1), CurrentUa(0, -1));
        return new(
            parallel, antiparallel, cellVoltageV - antiparallel * 1e-6 * resistance.TransistorOhm, (parallel - antiparallel) / 2,
            Sigma(1), Sigma(-1));
    }

    /// <summary>Share of the states that read as the other one; where nothing spreads, those whose currents do not differ: half.</summary>
    private double Beyond(double? margin) =>
        margin is { } sigmas ? NormalTail.Above(sigmas) : HalfWindowUa > 0 ? 0 : 0.5;

    private static void Check(string name, double value, NumberRange range, string unit)
    {
        if (!range.Contains(value))
        {
            throw new InputException(FormattableString.Invariant(
                $"a {name} of {value}{unit} is out of range; allowed: {range.Text}{unit}"));
        }
    }
}
