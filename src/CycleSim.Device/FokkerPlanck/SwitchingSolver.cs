namespace CycleSim.Device.FokkerPlanck;

/// <summary>
/// The Fokker-Planck equation of the macro-spin, d rho / d tau = -d/dz [(1 - z²) ((z - i + h) rho - rho' / (2 Delta))], solved with
/// error control: two resolutions, the finer with twice the cells and twice the steps, are extrapolated to zero cell and step size
/// (both errors are of second order), and refined until they agree.
/// </summary>
internal static class SwitchingSolver
{
    /// <summary>Relative error of a probability that is asked for when nothing else is said.</summary>
    public const double DefaultTolerance = 0.005;

    private const int CoarseCells = 400;
    private const int MinNodes = 20;
    private const int MaxRefinements = 6;

    // Growth of the fastest mode during one coarse step; halved with every refinement.
    private const double CoarseStepGrowth = 0.12;
    private const double MaxNodes = 20_000_000;

    // A pulse of more nodes has fast changes in its first part alone: then steps may be longer, which the error control checks.
    private const int MaxUniformNodes = 50_000;
    private const int NodesOfDoubling = 2_000;

    /// <summary>Solves for a pulse.</summary>
    /// <param name="stability">Barrier Delta in kB T, above 0.</param>
    /// <param name="segments">The pulse, in pieces of constant drive; at least one.</param>
    /// <param name="tolerance">
    /// Bound on the estimated relative error of the finer solution at the end of the pulse; the extrapolated one that is returned is
    /// several times better.
    /// </param>
    /// <param name="controlled">The probability that the bound is for.</param>
    /// <returns>Probabilities over time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite or out of its range.</exception>
    /// <exception cref="ConvergenceException">The tolerance was not reached at the highest resolution.</exception>
    public static SwitchingCurve Solve(
        double stability,
        IReadOnlyList<ReducedSegment> segments,
        double tolerance = DefaultTolerance,
        ControlledProbability controlled = ControlledProbability.Remaining)
    {
        Check(stability, segments, tolerance);
        (ReducedSegment Segment, int Nodes)[] pieces = [.. segments.SelectMany(Pieces)];
        segments = [.. pieces.Select(piece => piece.Segment)];
        // The same in every refinement: two solutions are compared and extrapolated node by node.
        int[] nodes = [.. pieces.Select(piece => piece.Nodes)];
        int cells = CoarseCells;
        SwitchingNode[] coarse = SwitchingRun.Solve(stability, segments, nodes, cells, 1);
        for (int refinement = 0; ; refinement++)
        {
            int steps = 2 << refinement;
            cells *= 2;
            SwitchingNode[] fine = SwitchingRun.Solve(stability, segments, nodes, cells, steps);
            SwitchingCurve curve = SwitchingCurve.Extrapolate(coarse, fine, controlled);
            if (curve.EstimatedError <= tolerance)
                return curve;
            if (refinement == MaxRefinements)
                throw new ConvergenceException(curve.EstimatedError, tolerance);
            coarse = fine;
        }
    }

    /// <summary>Rate of the fastest relevant change under a drive, in units of 1 / tau_D.</summary>
    internal static double FastestRate(ReducedDrive drive) =>
        2 * Math.Max(1, Math.Max(Math.Abs(drive.Slope(1)), Math.Abs(drive.Slope(-1))) - 1);

    /// <summary>Longest duration, in tau_D, of a segment that is solved: longer ones take too many steps.</summary>
    internal static double MaxDuration(ReducedDrive drive) => MaxNodes * CoarseStepGrowth / FastestRate(drive);

    /// <summary>
    /// A segment, or where it is long its parts: one of even steps, then each as long as all before it with equally many nodes.
    /// </summary>
    private static IEnumerable<(ReducedSegment Segment, int Nodes)> Pieces(ReducedSegment segment)
    {
        int nodes = Nodes(segment);
        if (nodes <= MaxUniformNodes)
        {
            yield return (segment, nodes);
            yield break;
        }

        double done = segment.Duration / nodes * MaxUniformNodes;
        yield return (segment with { Duration = done }, MaxUniformNodes);
        for (; 2 * done < segment.Duration; done *= 2)
            yield return (segment with { Duration = done }, NodesOfDoubling);
        yield return (segment with { Duration = segment.Duration - done }, NodesOfDoubling);
    }

    private static int Nodes(ReducedSegment segment) =>
        Math.Max(MinNodes, (int)Math.Ceiling(segment.Duration * FastestRate(segment.Drive) / CoarseStepGrowth));

    private static void Check(double stability, IReadOnlyList<ReducedSegment> segments, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentOutOfRangeException.ThrowIfZero(segments.Count, nameof(segments));
        if (!(stability > 0) || !double.IsFinite(stability))
            throw new ArgumentOutOfRangeException(nameof(stability), stability, "the barrier must be positive and finite");
        if (!(tolerance > 0))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "the tolerance must be positive");
        foreach (ReducedSegment segment in segments)
        {
            if (!(segment.Duration > 0 && segment.Duration <= MaxDuration(segment.Drive)))
                throw new ArgumentOutOfRangeException(nameof(segments), segment, "a duration must be positive and of workable length");
        }
    }
}
