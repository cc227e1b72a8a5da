using CycleSim.Platform;

namespace CycleSim.Device.Reading;

/// <summary>A figure at ever finer resolutions, whose errors are of second order, extrapolated until it stays the same.</summary>
internal static class Extrapolation
{
    private const double Tolerance = 1e-3;
    private const int MaxRefinement = 5;

    /// <summary>The limit.</summary>
    /// <param name="figure">The figure after cells and steps were doubled some times.</param>
    /// <exception cref="InputException">It does not settle.</exception>
    internal static double Of(Func<int, double> figure)
    {
        double coarse = figure(0);
        double fine = figure(1);
        double before = Limit(coarse, fine);
        for (int refinement = 2; refinement <= MaxRefinement; refinement++)
        {
            (coarse, fine) = (fine, figure(refinement));
            double now = Limit(coarse, fine);
            if (Math.Abs(now - before) <= Tolerance * Math.Abs(now))
                return Math.Clamp(now, 0, 1);
            before = now;
        }

        throw new InputException("the disturb of this read is too small or too fast to be solved for; possible: a longer read");
    }

    private static double Limit(double coarse, double fine) => fine + (fine - coarse) / 3;
}
