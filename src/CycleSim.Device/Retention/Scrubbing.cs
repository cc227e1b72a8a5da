using CycleSim.Configuration.Text;
using CycleSim.Device.Codes;
using CycleSim.Device.Mathematics;
using CycleSim.Device.WordErrors;
using CycleSim.Platform;

namespace CycleSim.Device.Retention;

/// <summary>
/// A memory that is read, corrected and written back at intervals. A scrub corrects what it can; write errors and read disturb of its own
/// are left out.
/// </summary>
public sealed class Scrubbing
{
    /// <summary>The lifetimes that are allowed, in s.</summary>
    public static readonly NumberRange LifetimesS = new(0, 1e15) { ExcludesMin = true };

    /// <summary>The sizes of a memory that are allowed, in data bits.</summary>
    public static readonly NumberRange MemoryDataBits = new(1, 1e19);

    // More of them, times the words of a memory, are no finite number.
    private const double MaxScrubs = 1e280;

    private readonly ErrorCorrectingCode _code;
    private readonly double _decayPerS;
    private readonly double _lifetimeS;
    private readonly double _words;

    /// <summary>A memory.</summary>
    /// <param name="code">The code of its words.</param>
    /// <param name="stability">Barrier Delta of its cells in kB T.</param>
    /// <param name="characteristicTimeS">Their tau_D in s.</param>
    /// <param name="lifetimeS">The lifetime in s.</param>
    /// <param name="memoryDataBits">Data bits of the memory.</param>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public Scrubbing(ErrorCorrectingCode code, double stability, double characteristicTimeS, double lifetimeS, double memoryDataBits)
    {
        ArgumentNullException.ThrowIfNull(code);
        Check("lifetime in s", lifetimeS, LifetimesS);
        Check("number of data bits of the memory", memoryDataBits, MemoryDataBits);
        _code = code;
        _decayPerS = BarrierEscape.LowestEigenvalue(stability) / characteristicTimeS;
        _lifetimeS = lifetimeS;
        _words = memoryDataBits / code.DataBits;
    }

    /// <summary>Failure with scrubs at an interval.</summary>
    /// <param name="intervalS">The interval in s, up to the lifetime, above 1e-280 of it.</param>
    /// <exception cref="InputException">The interval is out of range.</exception>
    public ScrubbedFailure Every(double intervalS)
    {
        Check("scrub interval in s", intervalS, Intervals);
        double loss = Loss(intervalS);
        double word = WordFailureModel.Uncorrectable(_code, loss);
        double scrubs = _lifetimeS / intervalS;
        return new(
            loss, word, NearOne.AtLeastOne(word, scrubs), NearOne.AtLeastOne(word, scrubs * _words), word / intervalS,
            WordFailureModel.Uncorrectable(_code, Loss(_lifetimeS)), scrubs * _code.CodewordBits / _code.DataBits);
    }

    /// <summary>The longest interval with which the memory fails over its lifetime with a probability at most.</summary>
    /// <param name="memoryFailure">The probability, above 0 and below 1.</param>
    /// <returns>The interval in s, the lifetime where no scrub is needed; null when no interval does it.</returns>
    /// <exception cref="InputException">The probability is out of range.</exception>
    public double? IntervalFor(double memoryFailure)
    {
        Check("probability", memoryFailure, FailureTarget.Values);
        double Failure(double intervalS) => Every(intervalS).Memory;
        if (Failure(_lifetimeS) <= memoryFailure)
            return _lifetimeS;

        // Without correction the interval does not matter.
        if (_code.CorrectableBits == 0)
            return null;
        double low = _lifetimeS;
        while (Failure(low) > memoryFailure)
        {
            low /= 10;
            if (!Intervals.Contains(low))
                return null;
        }

        return LogarithmicRoot.Find(Failure, memoryFailure, low, Math.Min(10 * low, _lifetimeS));
    }

    private NumberRange Intervals => new(_lifetimeS / MaxScrubs, _lifetimeS) { ExcludesMin = true };

    private double Loss(double timeS) => RetentionTime.LossAfter(_decayPerS * timeS);

    private static void Check(string name, double value, NumberRange range)
    {
        if (!range.Contains(value))
            throw new InputException(FormattableString.Invariant($"a {name} of {value} is out of range; allowed: {range.Text}"));
    }
}
