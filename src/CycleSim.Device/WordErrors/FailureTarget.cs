using CycleSim.Configuration.Text;
using CycleSim.Device.Codes;
using CycleSim.Device.Mathematics;
using CycleSim.Platform;

namespace CycleSim.Device.WordErrors;

/// <summary>A failure rate that must not be exceeded, and the raw bit error rate that a code may then have.</summary>
public sealed class FailureTarget
{
    /// <summary>The targets that are allowed.</summary>
    public static readonly NumberRange Values = new(1e-300, 1) { ExcludesMax = true };

    /// <summary>The sizes of a memory that are allowed, in bytes.</summary>
    public static readonly NumberRange MemoryBytes = new(1, 1e18);

    // Largest rate that is looked for.
    private const double MaxRate = 1 - 1e-9;

    private readonly double _memoryBytes;

    /// <summary>A target.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="value">The rate, 1e-300 to below 1.</param>
    /// <param name="memoryBytes">Data bytes of the memory, for <see cref="TargetKind.Memory"/>; at least 1.</param>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public FailureTarget(TargetKind kind, double value, double memoryBytes = 1)
    {
        if (!Values.Contains(value))
            throw new InputException(FormattableString.Invariant($"a target of {value} is out of range; allowed: {Values.Text}"));
        if (!MemoryBytes.Contains(memoryBytes))
        {
            throw new InputException(FormattableString.Invariant(
                $"a memory of {memoryBytes} bytes is out of range; allowed: {MemoryBytes.Text}"));
        }

        Kind = kind;
        Value = value;
        _memoryBytes = memoryBytes;
    }

    /// <summary>What the target is for.</summary>
    public TargetKind Kind { get; }

    /// <summary>The rate.</summary>
    public double Value { get; }

    /// <summary>The raw bit error rate at which a code just meets the target.</summary>
    /// <param name="code">The code.</param>
    /// <exception cref="InputException">Every rate meets it.</exception>
    public double AllowedRawBitErrorRate(ErrorCorrectingCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        double target = Kind == TargetKind.Memory ? OfWord(code) : Value;
        double Figure(double rate) =>
            Kind == TargetKind.Ber ? WordFailureModel.BitErrorRate(code, rate) : WordFailureModel.Uncorrectable(code, rate);

        // A word fails at most as often as there are ways of choosing t + 1 bits, and a bit at most as often as its word.
        double low = Math.Exp((Math.Log(target) - LogWays(code)) / (code.CorrectableBits + 1)) * (1 - 1e-12);
        double high = low;
        while (Figure(high) < target)
        {
            if (high >= MaxRate)
            {
                throw new InputException(FormattableString.Invariant(
                    $"a target of {Value} is met by {code.Name} at any raw bit error rate"));
            }

            low = high;
            high = Math.Min(2 * high, MaxRate);
        }

        return LogarithmicRoot.Find(Figure, target, low, high);
    }

    /// <summary>The word failure that a failure of the memory means.</summary>
    private double OfWord(ErrorCorrectingCode code) =>
        -NearOne.ExpMinusOne(NearOne.LogOnePlus(-Value) * code.DataBits / (8 * _memoryBytes));

    private static double LogWays(ErrorCorrectingCode code) =>
        Enumerable.Range(0, code.CorrectableBits + 1).Sum(k => Math.Log((code.CodewordBits - k) / (k + 1.0)));
}
