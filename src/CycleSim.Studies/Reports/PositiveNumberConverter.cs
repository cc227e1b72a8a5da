namespace CycleSim.Studies.Reports;

/// <summary>Numbers of reports that are divided by.</summary>
internal sealed class PositiveNumberConverter : NumberConverter
{
    /// <inheritdoc/>
    protected override double Smallest => 1e-6;
}
