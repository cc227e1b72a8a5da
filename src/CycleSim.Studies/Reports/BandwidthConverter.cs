namespace CycleSim.Studies.Reports;

/// <summary>Bandwidths of reports in GB/s; they are divided by.</summary>
internal sealed class BandwidthConverter : NumberConverter
{
    /// <inheritdoc/>
    protected override double Min => 1e-6;

    /// <inheritdoc/>
    protected override double Max => 1e9;
}
