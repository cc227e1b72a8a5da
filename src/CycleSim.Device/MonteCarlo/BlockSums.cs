namespace CycleSim.Device.MonteCarlo;

/// <summary>Sums over the trajectories of a block.</summary>
/// <param name="Remaining">How many have mz above 0.</param>
/// <param name="Z">Sum of mz.</param>
/// <param name="InPlaneSquared">Sum of 1 - mz².</param>
internal readonly record struct BlockSums(long Remaining, double Z, double InPlaneSquared)
{
    internal static BlockSums Of(ITrajectoryBlock block, int trajectories)
    {
        BlockSums sums = default;
        for (int t = 0; t < trajectories; t++)
        {
            Magnetisation m = block[t];
            sums += new BlockSums(m.Z > 0 ? 1 : 0, m.Z, m.X * m.X + m.Y * m.Y);
        }

        return sums;
    }

    public static BlockSums operator +(BlockSums a, BlockSums b) =>
        new(a.Remaining + b.Remaining, a.Z + b.Z, a.InPlaneSquared + b.InPlaneSquared);
}
