using CycleSim.Accelerator.Machine;
using CycleSim.Device.WriteVerify;
using CycleSim.Kernel;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// How many attempts each write of a scratchpad takes. The number of the n-th write is a function of seed, scratchpad, part and n
/// alone, so a run is the same on any thread.
/// </summary>
/// <param name="spec">How writes are verified.</param>
/// <param name="role">Which scratchpad it is.</param>
/// <param name="firstBank">Its first bank, where it is a part of a divided one: parts have numbers of their own.</param>
internal sealed class WriteAttempts(WriteVerifySpec spec, TensorRole role, int firstBank = 0)
{
    private const int BitsOfByte = 8;
    private const double Unit = 1.0 / (1UL << 53);

    private readonly Dictionary<int, double[]> _wrong = [];

    /// <summary>Attempts at a write.</summary>
    /// <param name="write">Number of the write in its scratchpad, from 0.</param>
    /// <param name="bytes">Bytes that it writes.</param>
    /// <param name="isUnfinished">Whether a bit is still wrong after the last attempt.</param>
    internal int Of(long write, int bytes, out bool isUnfinished)
    {
        double[] wrong = WrongAfter(bytes);
        var counter = new PhiloxBlock((uint)write, (uint)(write >> 32), (uint)role, (uint)firstBank);
        PhiloxBlock drawn = Philox4x32.Block(counter, (uint)spec.Seed, 0);
        double number = ((drawn.Word0 | ((ulong)drawn.Word1 << 32)) >> 11) * Unit;
        int attempts = 1;
        while (attempts < wrong.Length && number < wrong[attempts - 1])
            attempts++;
        isUnfinished = number < wrong[^1];
        return attempts;
    }

    /// <summary>For k = 1, 2... the probability that some bit of the line is wrong after k attempts.</summary>
    private double[] WrongAfter(int bytes)
    {
        if (!_wrong.TryGetValue(bytes, out double[]? wrong))
        {
            wrong =
            [
                .. Enumerable.Range(1, spec.MaxAttempts).Select(attempts => AttemptStatistics.OfEqualCells(
                    spec.WriteErrorRate, attempts, bytes * BitsOfByte, spec.ToggleProbability).Unfinished),
            ];
            _wrong.Add(bytes, wrong);
        }

        return wrong;
    }
}
