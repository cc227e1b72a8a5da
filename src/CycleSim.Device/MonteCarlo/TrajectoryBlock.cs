using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CycleSim.Device.MonteCarlo;

/// <summary>
/// Some trajectories that advance together, component by component in arrays that stay in the first-level cache. Noise is made for four
/// steps at a time: three blocks of four words give the twelve normal numbers of four steps.
/// </summary>
internal sealed class TrajectoryBlock<TLanes, TElement, TWords> : ITrajectoryBlock
    where TLanes : struct, ILanes<TLanes, TElement>
    where TElement : unmanaged, IFloatingPointIeee754<TElement>
    where TWords : struct, IWordLanes<TWords>
{
    private const int StepsPerRefill = 4;
    private const int BlocksPerRefill = 3;
    private const int Components = 3;

    private readonly ulong _seed;
    private uint _first;
    private readonly TElement[] _x = new TElement[TrajectoryBlocks.Size];
    private readonly TElement[] _y = new TElement[TrajectoryBlocks.Size];
    private readonly TElement[] _z = new TElement[TrajectoryBlocks.Size];
    private readonly uint[] _words = new uint[Philox.Words * TrajectoryBlocks.Size];
    private readonly TElement[] _noise = new TElement[StepsPerRefill * Components * TrajectoryBlocks.Size];
    private uint _block;
    private int _step;

    internal TrajectoryBlock(ulong seed) => _seed = seed;

    public Magnetisation this[int trajectory] => new(
        double.CreateTruncating(_x[trajectory]), double.CreateTruncating(_y[trajectory]), double.CreateTruncating(_z[trajectory]));

    public void Start(uint first, Func<uint, Magnetisation> initial)
    {
        _first = first;
        _block = 0;
        for (int t = 0; t < TrajectoryBlocks.Size; t++)
        {
            Magnetisation m = initial(first + (uint)t);
            _x[t] = TElement.CreateTruncating(m.X);
            _y[t] = TElement.CreateTruncating(m.Y);
            _z[t] = TElement.CreateTruncating(m.Z);
        }
    }

    // Noise is made with the deviation of a segment: what is left of it must not serve the next one.
    public void BeginSegment() => _step = 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Advance(in StepCoefficients coefficients, long steps)
    {
        for (long step = 0; step < steps; step++)
        {
            if (_step % StepsPerRefill == 0)
                Refill(coefficients.NoiseDeviation);
            Step(coefficients, _step % StepsPerRefill);
            _step = (_step + 1) % StepsPerRefill;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Refill(double deviation)
    {
        for (int block = 0; block < BlocksPerRefill; block++)
        {
            WordFiller.Fill<TWords>(_words, TrajectoryBlocks.Size, _seed, _first, _block++);
            FillNormals(block * Philox.Words * TrajectoryBlocks.Size, deviation);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillNormals(int offset, double deviation)
    {
        const int size = TrajectoryBlocks.Size;
        ref uint words = ref MemoryMarshal.GetArrayDataReference(_words);
        ref TElement noise = ref MemoryMarshal.GetArrayDataReference(_noise);
        TLanes scale = TLanes.Broadcast(-2 * deviation * deviation);
        for (int t = 0; t < size; t += TLanes.Count)
        {
            NormalFiller.Pair<TLanes, TElement>(ref words, t, t + size, scale, out TLanes a, out TLanes b);
            NormalFiller.Pair<TLanes, TElement>(ref words, t + 2 * size, t + 3 * size, scale, out TLanes c, out TLanes d);
            TLanes.Store(a, ref noise, offset + t);
            TLanes.Store(b, ref noise, offset + t + size);
            TLanes.Store(c, ref noise, offset + t + 2 * size);
            TLanes.Store(d, ref noise, offset + t + 3 * size);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(in StepCoefficients coefficients, int noiseStep)
    {
        const int size = TrajectoryBlocks.Size;
        ref TElement x = ref MemoryMarshal.GetArrayDataReference(_x);
        ref TElement y = ref MemoryMarshal.GetArrayDataReference(_y);
        ref TElement z = ref MemoryMarshal.GetArrayDataReference(_z);
        ref TElement noise = ref MemoryMarshal.GetArrayDataReference(_noise);
        TLanes alpha = TLanes.Broadcast(coefficients.Alpha);
        TLanes precession = TLanes.Broadcast(coefficients.Precession);
        TLanes precessionOffset = TLanes.Broadcast(coefficients.PrecessionOffset);
        TLanes damping = TLanes.Broadcast(coefficients.Damping);
        TLanes dampingOffset = TLanes.Broadcast(coefficients.DampingOffset);
        int offset = noiseStep * Components * size;
        for (int t = 0; t < size; t += TLanes.Count)
        {
            TLanes mx = TLanes.Load(ref x, t);
            TLanes my = TLanes.Load(ref y, t);
            TLanes mz = TLanes.Load(ref z, t);
            TLanes nx = TLanes.Load(ref noise, offset + t);
            TLanes ny = TLanes.Load(ref noise, offset + t + size);
            TLanes nz = TLanes.Load(ref noise, offset + t + 2 * size);
            TLanes wx = alpha * nx;
            TLanes wy = alpha * ny;
            TLanes uzOffset = nz + precessionOffset;
            TLanes wzOffset = TLanes.MultiplyAdd(alpha, nz, dampingOffset);

            // Predictor: p = m + q x m with q = u + m x w.
            TLanes wz = TLanes.MultiplyAdd(damping, mz, wzOffset);
            TLanes uz = TLanes.MultiplyAdd(precession, mz, uzOffset);
            Cross(mx, my, mz, wx, wy, wz, nx, ny, uz, out TLanes qx, out TLanes qy, out TLanes qz);
            Cross(qx, qy, qz, mx, my, mz, mx, my, mz, out TLanes px, out TLanes py, out TLanes pz);

            // Corrector: the mean of both increments; twice the new vector is m + p + q' x p, and its length does not matter.
            wz = TLanes.MultiplyAdd(damping, pz, wzOffset);
            uz = TLanes.MultiplyAdd(precession, pz, uzOffset);
            Cross(px, py, pz, wx, wy, wz, nx, ny, uz, out qx, out qy, out qz);
            Cross(qx, qy, qz, px, py, pz, mx + px, my + py, mz + pz, out mx, out my, out mz);

            TLanes square = TLanes.MultiplyAdd(mz, mz, TLanes.MultiplyAdd(my, my, mx * mx));
            TLanes inverse = TLanes.Broadcast(1) / TLanes.Sqrt(square);
            TLanes.Store(mx * inverse, ref x, t);
            TLanes.Store(my * inverse, ref y, t);
            TLanes.Store(mz * inverse, ref z, t);
        }
    }

    /// <summary>c + a x b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Cross(
        TLanes ax, TLanes ay, TLanes az, TLanes bx, TLanes by, TLanes bz, TLanes cx, TLanes cy, TLanes cz,
        out TLanes x, out TLanes y, out TLanes z)
    {
        x = TLanes.NegateMultiplyAdd(az, by, TLanes.MultiplyAdd(ay, bz, cx));
        y = TLanes.NegateMultiplyAdd(ax, bz, TLanes.MultiplyAdd(az, bx, cy));
        z = TLanes.NegateMultiplyAdd(ay, bx, TLanes.MultiplyAdd(ax, by, cz));
    }
}
