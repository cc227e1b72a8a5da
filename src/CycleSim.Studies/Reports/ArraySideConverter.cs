namespace CycleSim.Studies.Reports;

/// <summary>Rows or columns of a systolic array.</summary>
internal sealed class ArraySideConverter : PositiveCountConverter
{
    /// <inheritdoc/>
    protected override long Max => 65_536;
}
