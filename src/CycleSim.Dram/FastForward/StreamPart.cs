namespace CycleSim.Dram.FastForward;

/// <summary>Neighbouring bursts that are requested one after the other: a part of a row, or some short rows.</summary>
/// <param name="Burst">Address of the first.</param>
/// <param name="Count">Bursts; 0 when there is no part.</param>
internal readonly record struct StreamPart(long Burst, int Count)
{
    internal static StreamPart None { get; }

    internal bool IsNone => Count == 0;
}
