using System.Runtime.Intrinsics;

namespace CycleSim.Device.MonteCarlo;

/// <summary>Makes blocks for a precision and a vector width.</summary>
internal static class TrajectoryBlocks
{
    /// <summary>Trajectories of a block: a multiple of every vector's lanes, and small enough for the first-level cache.</summary>
    internal const int Size = 128;

    internal static ITrajectoryBlock Create(MonteCarloSettings settings) =>
        (settings.Precision, Resolve(settings.Width)) switch
        {
            (Precision.Single, VectorWidth.Bits256) => new TrajectoryBlock<Lanes256Single, float, WordLanes256>(settings.Seed),
            (Precision.Single, _) => new TrajectoryBlock<Lanes512Single, float, WordLanes512>(settings.Seed),
            (_, VectorWidth.Bits256) => new TrajectoryBlock<Lanes256Double, double, WordLanes256>(settings.Seed),
            _ => new TrajectoryBlock<Lanes512Double, double, WordLanes512>(settings.Seed),
        };

    private static VectorWidth Resolve(VectorWidth width) => width != VectorWidth.Widest
        ? width
        : Vector512.IsHardwareAccelerated ? VectorWidth.Bits512 : VectorWidth.Bits256;
}
