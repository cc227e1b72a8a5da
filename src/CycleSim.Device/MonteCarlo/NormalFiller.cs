using System.Runtime.CompilerServices;

namespace CycleSim.Device.MonteCarlo;

/// <summary>
/// Turns pairs of random words into pairs of normal numbers by the transformation of G. E. P. Box and M. E. Muller (1958). Logarithm, sine
/// and cosine are polynomials (interpolated in Chebyshev nodes, errors below) that are far more exact than 32 random bits need.
/// </summary>
internal static class NormalFiller
{
    // ln((1 + s) / (1 - s)) / s in s², for mantissas from sqrt(1/2) to sqrt(2); error 1.4e-9.
    private const double Log0 = 1.9999999986313175;
    private const double Log1 = 0.6666681533816124;
    private const double Log2 = 0.39974850517228;
    private const double Log3 = 0.29924390480146895;

    // sin(pi t / 2) / t in t², -1 to 1; error 7e-9.
    private const double Sine0 = 1.5707963200386015;
    private const double Sine1 = -0.6459637595835389;
    private const double Sine2 = 0.07968991832902748;
    private const double Sine3 = -0.0046741438381519155;
    private const double Sine4 = 0.00015167170366505394;

    // cos(pi t / 2) in t²; error 5e-8.
    private const double Cosine0 = 0.9999999530275122;
    private const double Cosine1 = -1.2336982006223647;
    private const double Cosine2 = 0.2536506744226661;
    private const double Cosine3 = -0.02081051519981242;
    private const double Cosine4 = 0.0008581344670957586;

    private const double WordUnit = 1.0 / 2147483648;

    // Keeps 2^31 words below 1 and 0 above 0: the largest number of deviations is 6.8.
    private const double LargestUniform = WordUnit * (1 - WordUnit);
    private const double MinUniform = WordUnit / 4;

    /// <summary>Normal numbers of one vector of trajectories from two rows of words.</summary>
    /// <param name="words">The rows: radius and angle.</param>
    /// <param name="radius">Index of the radius words.</param>
    /// <param name="angle">Index of the angle words.</param>
    /// <param name="negativeTwoVariances">-2 times the square of the standard deviation.</param>
    /// <param name="first">First normal number.</param>
    /// <param name="second">Second normal number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Pair<TLanes, TElement>(
        ref uint words, int radius, int angle, TLanes negativeTwoVariances, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes, TElement>
        where TElement : unmanaged
    {
        TLanes uniform = TLanes.MultiplyAdd(
            TLanes.Abs(TLanes.FromWords(ref words, radius)), TLanes.Broadcast(LargestUniform), TLanes.Broadcast(MinUniform));
        TLanes length = TLanes.Sqrt(Log<TLanes, TElement>(uniform) * negativeTwoVariances);

        // Half the angle first: no folding into a quadrant is needed.
        TLanes t = TLanes.FromWords(ref words, angle) * TLanes.Broadcast(WordUnit);
        TLanes t2 = t * t;
        TLanes sine = TLanes.MultiplyAdd(t2, TLanes.Broadcast(Sine4), TLanes.Broadcast(Sine3));
        TLanes cosine = TLanes.MultiplyAdd(t2, TLanes.Broadcast(Cosine4), TLanes.Broadcast(Cosine3));
        sine = TLanes.MultiplyAdd(t2, sine, TLanes.Broadcast(Sine2));
        cosine = TLanes.MultiplyAdd(t2, cosine, TLanes.Broadcast(Cosine2));
        sine = TLanes.MultiplyAdd(t2, sine, TLanes.Broadcast(Sine1));
        cosine = TLanes.MultiplyAdd(t2, cosine, TLanes.Broadcast(Cosine1));
        sine = TLanes.MultiplyAdd(t2, sine, TLanes.Broadcast(Sine0)) * t;
        cosine = TLanes.MultiplyAdd(t2, cosine, TLanes.Broadcast(Cosine0));
        TLanes doubled = sine + sine;
        first = length * TLanes.NegateMultiplyAdd(doubled, sine, TLanes.Broadcast(1));
        second = length * (doubled * cosine);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Log<TLanes, TElement>(TLanes x)
        where TLanes : struct, ILanes<TLanes, TElement>
        where TElement : unmanaged
    {
        TLanes mantissa = TLanes.SplitExponent(x, out TLanes exponent);
        TLanes one = TLanes.Broadcast(1);
        TLanes s = (mantissa - one) / (mantissa + one);
        TLanes s2 = s * s;
        TLanes series = TLanes.MultiplyAdd(s2, TLanes.Broadcast(Log3), TLanes.Broadcast(Log2));
        series = TLanes.MultiplyAdd(s2, series, TLanes.Broadcast(Log1));
        series = TLanes.MultiplyAdd(s2, series, TLanes.Broadcast(Log0));
        return TLanes.MultiplyAdd(s, series, exponent * TLanes.Broadcast(0.69314718055994531));
    }
}
