namespace CycleSim.Studies.Timeline;

/// <summary>Equal bins over a window of time; collects points and intervals.</summary>
internal sealed class Bins(long fromPs, long toPs, int count)
{
    private readonly double _width = (double)(toPs - fromPs) / count;

    internal double WidthPs => _width;

    internal int Count => count;

    internal double[] New() => new double[count];

    /// <summary>Adds an event at a time; one outside the window is left out.</summary>
    internal void AddPoint(double[] bins, long ps, double value)
    {
        // Whether it lies inside is decided in whole picoseconds: the quotient of a time at the end may round to below the last bin's end.
        if (ps < fromPs || ps >= toPs)
            return;
        int bin = Math.Min(count - 1, (int)((ps - fromPs) / _width));
        bins[bin] += value;
    }

    /// <summary>Adds an amount spread evenly over an interval; what lies outside the window is left out.</summary>
    internal void AddInterval(double[] bins, long startPs, long endPs, double amount)
    {
        if (endPs <= startPs || amount == 0)
            return;
        double perPs = amount / (endPs - startPs);
        double start = Math.Max(0, (startPs - fromPs) / _width);
        double end = Math.Min(count, (endPs - fromPs) / _width);
        for (int bin = (int)start; bin < end; bin++)
            bins[bin] += perPs * _width * (Math.Min(end, bin + 1) - Math.Max(start, bin));
    }
}
