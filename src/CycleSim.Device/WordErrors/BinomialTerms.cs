using CycleSim.Device.Mathematics;

namespace CycleSim.Device.WordErrors;

/// <summary>
/// The probabilities of 0, 1, 2, ... wrong bits of a word whose bits err independently at one rate. Each follows from the one before, with
/// a scale of its own, so that small ones have all their digits.
/// </summary>
internal sealed class BinomialTerms
{
    private const double Large = 1e150;

    private readonly double _odds;
    private double _scaled = 1;
    private double _logScale;

    /// <summary>Starts at no wrong bit.</summary>
    /// <param name="bits">Number of bits.</param>
    /// <param name="rate">Probability that a bit is wrong, 0 to below 1.</param>
    internal BinomialTerms(int bits, double rate)
    {
        Bits = bits;
        Rate = rate;
        _odds = rate / (1 - rate);
        _logScale = bits * NearOne.LogOnePlus(-rate);
    }

    internal int Bits { get; }

    internal double Rate { get; }

    /// <summary>The number of wrong bits.</summary>
    internal int Wrong { get; private set; }

    /// <summary>Its probability.</summary>
    internal double Probability => _scaled * Math.Exp(_logScale);

    /// <summary>Whether all numbers to come are less likely.</summary>
    internal bool IsPastMode => Wrong >= (Bits + 1) * Rate;

    /// <summary>One more wrong bit.</summary>
    /// <returns>False when all bits are wrong already.</returns>
    internal bool Advance()
    {
        if (Wrong == Bits)
            return false;
        _scaled *= (Bits - Wrong) * _odds / (Wrong + 1);
        Wrong++;
        if (_scaled is > Large or < 1 / Large and > 0)
        {
            _logScale += Math.Log(_scaled);
            _scaled = 1;
        }

        return true;
    }
}
