namespace CycleSim.Studies.Reports;

/// <summary>Whole numbers of reports that are divided by, or that something has at least one of.</summary>
internal sealed class PositiveCountConverter : CountConverter
{
    /// <inheritdoc/>
    protected override long Smallest => 1;
}
