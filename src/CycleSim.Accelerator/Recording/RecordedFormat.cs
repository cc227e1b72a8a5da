using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Workloads.Formats;

namespace CycleSim.Accelerator.Recording;

/// <summary>A number format as a trace keeps it: by its name, which is empty where nothing is said.</summary>
internal static class RecordedFormat
{
    /// <summary>The name.</summary>
    internal static string ToFormat(NumberFormat? format) => format?.Name ?? "";

    /// <summary>The format of a name.</summary>
    /// <exception cref="TraceFormatException">This version knows no such format.</exception>
    internal static NumberFormat? FromFormat(string format, string name)
    {
        try
        {
            return format.Length == 0 ? null : NumberFormats.All.Get(format);
        }
        catch (InputException problem)
        {
            throw new TraceFormatException($"{name}: the header: {problem.Message}");
        }
    }
}
