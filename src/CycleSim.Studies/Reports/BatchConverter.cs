namespace CycleSim.Studies.Reports;

/// <summary>Batch sizes.</summary>
internal sealed class BatchConverter : PositiveCountConverter
{
    /// <inheritdoc/>
    protected override long Max => int.MaxValue;
}
