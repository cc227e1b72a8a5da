namespace CycleSim.Studies.Reports;

/// <summary>Whole numbers of reports that are divided by, or that something has at least one of.</summary>
internal class PositiveCountConverter : CountConverter
{
    /// <inheritdoc/>
    protected sealed override long Min => 1;
}
