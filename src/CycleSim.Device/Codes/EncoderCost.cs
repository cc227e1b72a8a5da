namespace CycleSim.Device.Codes;

/// <summary>Size of an encoder that computes each check bit by a tree of XOR gates with two inputs, without sharing.</summary>
/// <param name="XorCount">Number of gates.</param>
/// <param name="WidestRow">Data bits of the check bit that has the largest number of them.</param>
/// <param name="XorDepth">Gates in series.</param>
public sealed record EncoderCost(long XorCount, int WidestRow, int XorDepth)
{
    internal static EncoderCost Of(ParityChecks checks)
    {
        int[] rows = checks.DataBitsPerCheck();
        int widest = rows.Max();
        return new(rows.Sum(ones => Math.Max(0L, ones - 1)), widest, DecoderCost.TreeDepth(widest));
    }
}
