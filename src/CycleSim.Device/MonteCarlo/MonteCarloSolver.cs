using CycleSim.Device.Junction;
using CycleSim.Device.Writing;
using CycleSim.Platform;

namespace CycleSim.Device.MonteCarlo;

/// <summary>
/// Write errors counted in trajectories of the stochastic Landau-Lifshitz-Gilbert-Slonczewski equation. Blocks of trajectories run on all
/// processors; their counts are added in order, so that results do not depend on the number of threads.
/// </summary>
public static class MonteCarloSolver
{
    /// <summary>Runs a pulse and samples the trajectories on the way.</summary>
    /// <param name="junction">The junction; damping 0 and temperature 0 are allowed here.</param>
    /// <param name="pulse">The pulse in pieces.</param>
    /// <param name="settings">How to run.</param>
    /// <param name="sampleTimesNs">
    /// Moments in ns at which to sample, increasing, within the pulse, rounded to whole steps; the end is always sampled.
    /// </param>
    /// <param name="progress">Told of blocks of trajectories done, and blocks in all; from several threads.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>The samples in order, the end of the pulse last.</returns>
    /// <exception cref="InputException">A setting is out of range, or the junction's drive or torque depends on the angle.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static IReadOnlyList<MonteCarloSample> Run(
        MagneticTunnelJunction junction,
        IReadOnlyList<PulseSegment> pulse,
        MonteCarloSettings settings,
        IReadOnlyList<double>? sampleTimesNs = null,
        Action<int, int>? progress = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(junction);
        ArgumentNullException.ThrowIfNull(pulse);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        PulsePlan plan = PulsePlan.Of(junction, pulse, settings, sampleTimesNs ?? []);
        Func<uint, Magnetisation> initial = InitialState(junction, settings);
        int blocks = (int)((settings.Trajectories + TrajectoryBlocks.Size - 1) / TrajectoryBlocks.Size);
        var sums = new BlockSums[blocks, plan.Samples];
        ParallelOptions options = new()
        {
            MaxDegreeOfParallelism = settings.Threads == 0 ? Environment.ProcessorCount : settings.Threads,
            CancellationToken = cancel,
        };
        int done = 0;
        Parallel.For(0, blocks, options, () => TrajectoryBlocks.Create(settings), (index, _, block) =>
        {
            // The last block runs whole, too: a trajectory is the same however many are asked for. Those beyond are not counted.
            uint first = (uint)index * TrajectoryBlocks.Size;
            int counted = (int)Math.Min(TrajectoryBlocks.Size, settings.Trajectories - first);
            block.Start(first, initial);
            plan.Run(block, sample => sums[index, sample] = BlockSums.Of(block, counted), cancel);
            progress?.Invoke(Interlocked.Increment(ref done), blocks);
            return block;
        }, _ => { });
        return
        [
            .. Enumerable.Range(0, plan.Samples).Select(sample => Total(sums, sample, plan.SampleTimeNs(sample), settings.Trajectories)),
        ];
    }

    internal static Func<uint, Magnetisation> InitialState(MagneticTunnelJunction junction, MonteCarloSettings settings)
    {
        if (settings.InitialAngleDegrees is { } angle)
        {
            Magnetisation start = InitialStateSampler.FromAngles(Math.Cos(angle * Math.PI / 180), 0);
            return _ => start;
        }

        if (junction.TemperatureK <= 0)
            throw new InputException("without temperature there is no thermal state; give a starting angle");
        double stability = junction.ThermalStability;
        return trajectory => InitialStateSampler.Thermal(settings.Seed, trajectory, stability);
    }

    private static MonteCarloSample Total(BlockSums[,] sums, int sample, double timeNs, long trajectories)
    {
        BlockSums total = default;
        for (int block = 0; block < sums.GetLength(0); block++)
            total += sums[block, sample];
        return new(timeNs, trajectories, total.Remaining, total.Z / trajectories, total.InPlaneSquared / trajectories);
    }
}
