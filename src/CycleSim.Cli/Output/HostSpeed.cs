using System.Diagnostics;
using System.Globalization;

namespace CycleSim.Cli.Output;

/// <summary>How fast the host simulated.</summary>
internal static class HostSpeed
{
    /// <summary>Prints it on stderr, because it differs from run to run.</summary>
    /// <param name="simulatedCycles">Cycles that were simulated.</param>
    /// <param name="watch">Measured the work.</param>
    internal static void Print(long simulatedCycles, Stopwatch watch) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"host: {watch.Elapsed.TotalSeconds:0.00} s, {simulatedCycles / watch.Elapsed.TotalSeconds:0.00e0} " +
        $"simulated cycles per second"));
}
