using System.Runtime.CompilerServices;

namespace CycleSim.Device.FokkerPlanck;

/// <summary>
/// Advances cell probabilities by TR-BDF2 (R. E. Bank et al., IEEE Trans. Electron Devices 32, 1992 (1985)) with gamma = 2 - sqrt(2):
/// second order, L-stable, and both stages share one tridiagonal matrix 1 - (gamma / 2) dt A, which is factorised once. Elimination
/// runs from both ends to the middle, so that two chains of operations overlap.
/// </summary>
internal sealed class TimeStepper
{
    private static readonly double Gamma = 2 - Math.Sqrt(2);

    // Weights of the second stage: the trapezoidal stage equals 2 q - p with q = (1 - (gamma / 2) dt A)^-1 p.
    private static readonly double StageWeight = 2 / (Gamma * (2 - Gamma));
    private static readonly double OldWeight = StageWeight - 1;

    private readonly int _middle;
    private readonly double[] _towardsMiddle;
    private readonly double[] _awayFromMiddle;
    private readonly double[] _inversePivots;
    private readonly double[] _stage;

    internal TimeStepper(Generator generator, double step)
    {
        int cells = generator.Up.Length;
        double scale = Gamma / 2 * step;
        _middle = cells / 2;
        _towardsMiddle = new double[cells];
        _awayFromMiddle = new double[cells];
        _inversePivots = new double[cells];
        _stage = new double[cells];
        double[] up = generator.Up;
        double[] down = generator.Down;
        double Diagonal(int k) => 1 + scale * (up[k] + down[k]);

        // Row k reads -scale up[k-1] x[k-1] + diagonal x[k] - scale down[k+1] x[k+1] = right-hand side.
        for (int k = 0; k < _middle; k++)
        {
            double carried = k == 0 ? 0 : scale * up[k - 1] * _inversePivots[k - 1];
            _towardsMiddle[k] = carried;
            _inversePivots[k] = 1 / (Diagonal(k) - (k == 0 ? 0 : carried * scale * down[k]));
            _awayFromMiddle[k] = scale * down[k + 1] * _inversePivots[k];
        }

        for (int k = cells - 1; k > _middle; k--)
        {
            double carried = k == cells - 1 ? 0 : scale * down[k + 1] * _inversePivots[k + 1];
            _towardsMiddle[k] = carried;
            _inversePivots[k] = 1 / (Diagonal(k) - (k == cells - 1 ? 0 : carried * scale * up[k]));
            _awayFromMiddle[k] = scale * up[k - 1] * _inversePivots[k];
        }

        double below = scale * up[_middle - 1] * _inversePivots[_middle - 1];
        double above = _middle + 1 < cells ? scale * down[_middle + 1] * _inversePivots[_middle + 1] : 0;
        double pivot = Diagonal(_middle) - below * scale * down[_middle] - above * scale * up[_middle];
        _inversePivots[_middle] = 1 / pivot;
        MiddleBelow = below;
        MiddleAbove = above;
    }

    private double MiddleBelow { get; }

    private double MiddleAbove { get; }

    /// <summary>Advances probabilities by one step, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Advance(Span<double> masses)
    {
        Span<double> stage = _stage;
        masses.CopyTo(stage);
        Solve(stage);
        for (int k = 0; k < masses.Length; k++)
            masses[k] = StageWeight * stage[k] - OldWeight * masses[k];
        Solve(masses);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Solve(Span<double> x)
    {
        int last = x.Length - 1;
        ReadOnlySpan<double> towards = _towardsMiddle;
        ReadOnlySpan<double> away = _awayFromMiddle;
        ReadOnlySpan<double> inverse = _inversePivots;
        int middle = _middle;
        double low = 0;
        double high = 0;
        for (int k = 0; k < middle; k++)
        {
            low = Math.FusedMultiplyAdd(towards[k], low, x[k]);
            x[k] = low;
            int mirror = last - k;
            if (mirror > middle)
            {
                high = Math.FusedMultiplyAdd(towards[mirror], high, x[mirror]);
                x[mirror] = high;
            }
        }

        double centre = (x[middle] + MiddleBelow * low + MiddleAbove * high) * inverse[middle];
        x[middle] = centre;
        low = centre;
        high = centre;
        for (int k = middle - 1; k >= 0; k--)
        {
            low = Math.FusedMultiplyAdd(away[k], low, x[k] * inverse[k]);
            x[k] = low;
            int mirror = last - k;
            if (mirror > middle)
            {
                high = Math.FusedMultiplyAdd(away[mirror], high, x[mirror] * inverse[mirror]);
                x[mirror] = high;
            }
        }
    }
}
