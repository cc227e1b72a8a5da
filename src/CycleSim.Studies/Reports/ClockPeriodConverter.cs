namespace CycleSim.Studies.Reports;

/// <summary>Periods of clocks in ps, at most a microsecond.</summary>
internal sealed class ClockPeriodConverter : PositiveCountConverter
{
    /// <inheritdoc/>
    protected override long Max => 1_000_000;
}
