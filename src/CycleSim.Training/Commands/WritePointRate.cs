using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Training.Commands;

/// <summary>
/// The write error rate of a write point: what the device layer says where a junction is known, else what the memory states.
/// </summary>
internal static class WritePointRate
{
    /// <summary>How the point is written.</summary>
    internal const string Forms =
        "base, low-v, low-dur, a memory of models/memories with a write point, or JUNCTION@CURRENTuA@PULSEns, e.g. P55@60uA@10ns";

    /// <summary>The rate.</summary>
    /// <param name="point">A memory with a write point, a short name of one, or a junction with current and pulse.</param>
    /// <param name="option">The option it comes from, for messages.</param>
    /// <exception cref="InputException">There is no such point, or nothing says what its rate is.</exception>
    internal static double Of(string point, string option) => point.Split('@') switch
    {
        [string memory] => OfMemory(memory, option),
        [string junction, string current, string pulse] =>
            DeviceWritePoints.ErrorRate(junction, Number(current, "uA", point, option) * 1e-6, Number(pulse, "ns", point, option) * 1e-9),
        _ => throw Unknown(point, option),
    };

    private static double OfMemory(string name, string option)
    {
        string memory = name switch
        {
            "base" => "stt-mram",
            "low-v" => "stt-mram-lowv",
            "low-dur" => "stt-mram-lowdur",
            _ => name,
        };
        WritePoint? point = MemoryTechnologyLoader.Load(memory).Circuit?.WritePoint;
        if (point is { Junction: { } junction })
            return DeviceWritePoints.ErrorRate(junction, point.CurrentA, point.PulseS);
        return point?.WriteErrorRate
            ?? throw new InputException($"{option} {name}: the memory {memory} states no write error rate; allowed are {Forms}");
    }

    private static double Number(string text, string unit, string point, string option) =>
        text.EndsWith(unit, StringComparison.Ordinal)
        && NumberText.TryDouble(text.AsSpan(0, text.Length - unit.Length), out double value)
            ? value
            : throw Unknown(point, option);

    private static InputException Unknown(string point, string option) => new($"{option} {point}: no such form; allowed are {Forms}");
}
