namespace CycleSim.Device.FokkerPlanck;

/// <summary>One solution of the Fokker-Planck equation at a fixed resolution, recorded at equal distances in each segment.</summary>
internal static class SwitchingRun
{
    /// <summary>Solves.</summary>
    /// <param name="stability">Barrier Delta in kB T.</param>
    /// <param name="segments">The pulse.</param>
    /// <param name="nodes">Recorded points of each segment.</param>
    /// <param name="cells">Cells of the grid.</param>
    /// <param name="stepsPerNode">Time steps from one recorded point to the next.</param>
    /// <returns>The initial point and the nodes of every segment.</returns>
    internal static SwitchingNode[] Solve(
        double stability, IReadOnlyList<ReducedSegment> segments, IReadOnlyList<int> nodes, int cells, int stepsPerNode)
    {
        SphereGrid grid = new(cells);
        double[] masses = ThermalState.CellMasses(grid, stability);
        List<SwitchingNode> recorded = new(1 + nodes.Sum());
        double start = 0;
        for (int segment = 0; segment < segments.Count; segment++)
        {
            ReducedSegment piece = segments[segment];
            Generator generator = new(grid, stability, piece.Drive);
            TimeStepper stepper = new(generator, piece.Duration / nodes[segment] / stepsPerNode);
            double[]? observable = piece.Observable is { } function ? [.. grid.Centres.Select(function)] : null;
            if (segment == 0)
                recorded.Add(Node(grid, generator, masses, observable, 0));
            for (int node = 1; node <= nodes[segment]; node++)
            {
                for (int step = 0; step < stepsPerNode; step++)
                    stepper.Advance(masses);
                recorded.Add(Node(grid, generator, masses, observable, start + piece.Duration * node / nodes[segment]));
            }

            start += piece.Duration;
        }

        return [.. recorded];
    }

    private static SwitchingNode Node(SphereGrid grid, Generator generator, double[] masses, double[]? observable, double time)
    {
        // Each well is summed on its own: one less the other would lose the digits of a small probability.
        int barrier = grid.Barrier;
        double switched = 0, remaining = 0, meanZ = 0, meanObservable = 0;
        for (int k = 0; k < barrier; k++)
            switched += masses[k];
        for (int k = masses.Length - 1; k >= barrier; k--)
            remaining += masses[k];
        for (int k = 0; k < masses.Length; k++)
            meanZ += masses[k] * grid.Centres[k];
        for (int k = 0; observable is not null && k < masses.Length; k++)
            meanObservable += masses[k] * observable[k];
        double flux = generator.Down[barrier] * masses[barrier] - generator.Up[barrier - 1] * masses[barrier - 1];
        return new(time, remaining, switched, flux, meanZ, meanObservable);
    }
}
