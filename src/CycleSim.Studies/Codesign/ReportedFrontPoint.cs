namespace CycleSim.Studies.Codesign;

/// <summary>A choice that no other one beats, as a result has it.</summary>
/// <param name="PredictedLossPoints">Loss of accuracy if losses add, in percentage points.</param>
/// <param name="Cost">What the scratchpads cost together.</param>
/// <param name="Scratchpads">The choice in words, scratchpad by scratchpad.</param>
public sealed record ReportedFrontPoint(double PredictedLossPoints, ScratchpadCost Cost, IReadOnlyList<string> Scratchpads)
{
    private const double Percent = 100;

    /// <summary>What a result says of a choice.</summary>
    /// <param name="point">The choice.</param>
    public static ReportedFrontPoint Of(CodesignPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return new(Percent * point.AccuracyLoss, point.Cost, [.. point.Chosen.Select(option => option.Text)]);
    }
}
