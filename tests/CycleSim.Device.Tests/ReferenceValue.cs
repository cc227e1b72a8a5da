using CycleSim.Reference;

namespace CycleSim.Device.Tests;

/// <summary>Compares figures with cells of a reference table, and keeps the largest deviation.</summary>
/// <param name="tolerance">The relative deviation that is allowed.</param>
internal sealed class ReferenceValue(double tolerance)
{
    /// <summary>The largest relative deviation so far.</summary>
    internal double Largest { get; private set; }

    /// <summary>Compares; an empty cell means that there is no figure.</summary>
    internal void Check(ReferenceRow row, string column, double? value)
    {
        if (row.Text(column).Length == 0)
        {
            Assert.True(value is null, $"{column}: {value} where the table has nothing");
            return;
        }

        Assert.True(value is not null, $"{column}: nothing instead of {row.Text(column)}");
        double expected = row.Number(column);
        double deviation = value == expected ? 0 : Math.Abs(value.Value / expected - 1);
        Largest = Math.Max(Largest, deviation);
        Assert.True(deviation <= tolerance, $"{column}: {value:G15} instead of {row.Text(column)} ({deviation:G3})");
    }
}
