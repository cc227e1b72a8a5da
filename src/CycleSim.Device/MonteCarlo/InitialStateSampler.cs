using System.Runtime.CompilerServices;

namespace CycleSim.Device.MonteCarlo;

/// <summary>
/// States before the pulse: thermal equilibrium of the starting well, density exp(Delta z²) on z > 0 with uniform azimuth. With
/// s = 1 - z the density is exp(-2 Delta s + Delta s²), which lies below exp(-Delta s): drawn from that one and accepted with
/// exp(-Delta s (1 - s)), it is exact.
/// </summary>
internal static class InitialStateSampler
{
    private const double WordUnit = 1.0 / 4294967296;

    // Each attempt succeeds with a probability of about a half; after so many, something is wrong with the barrier.
    private const uint MaxAttempts = 10_000;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Magnetisation Thermal(ulong seed, uint trajectory, double stability)
    {
        for (uint attempt = 0; attempt < MaxAttempts; attempt++)
        {
            (uint w0, uint w1, uint w2, uint w3) = Philox.Block(seed, RandomPurpose.InitialState, trajectory, attempt);

            // A word and a half: the tail reaches 33 decay lengths.
            double s = -Math.Log(((w0 + 0.5) * WordUnit + (w3 >> 16)) / 65536) / stability;
            if (s < 1 && (w1 + 0.5) * WordUnit < Math.Exp(-stability * s * (1 - s)))
                return FromAngles(1 - s, (w2 + 0.5) * WordUnit * 2 * Math.PI);
        }

        throw new InvalidOperationException("no thermal state was accepted");
    }

    internal static Magnetisation FromAngles(double z, double azimuth)
    {
        double inPlane = Math.Sqrt((1 - z) * (1 + z));
        (double sine, double cosine) = Math.SinCos(azimuth);
        return new(inPlane * cosine, inPlane * sine, z);
    }
}
