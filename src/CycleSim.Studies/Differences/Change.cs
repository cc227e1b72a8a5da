namespace CycleSim.Studies.Differences;

/// <summary>A quantity in two results.</summary>
/// <param name="Name">What it is, e.g. "bank_conflict".</param>
/// <param name="First">Its value in the first result.</param>
/// <param name="Second">Its value in the second.</param>
public sealed record Change(string Name, double First, double Second)
{
    /// <summary>Second less first.</summary>
    public double Difference { get; } = Second - First;

    /// <summary>Second over first less one; null where the first is 0.</summary>
    public double? Relative { get; } = First == 0 ? null : Second / First - 1;
}
