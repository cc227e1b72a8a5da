using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Device.Junction;

namespace CycleSim.Device.Writing;

/// <summary>The keys of a table of write error rates, which `cyclesim device table` writes.</summary>
internal static class WerTableKeys
{
    // ln of the smallest and largest rate that a file may hold.
    private const double MinLog = -700;

    /// <summary>All keys of the file.</summary>
    public static readonly KeySet All = new("write error rate table", "Write error rates of one junction over current and pulse width.");

    internal static readonly Key<string> Kind = All.String("kind", "Says that the file is such a table: \"cyclesim-wer-table\".");

    internal static readonly Key<int> Version = All.Int("version", "Version of the format.", WerTable.Version, WerTable.Version);

    internal static readonly Key<string> Junction = All.String("junction", "Name of the junction.");

    internal static readonly Key<WriteDirection> Direction = All.Enum<WriteDirection>("direction", "Starting state of the writes.",
    [
        new(WriteDirection.FromParallel, "parallel"),
        new(WriteDirection.FromAntiparallel, "antiparallel"),
    ]);

    internal static readonly Key<double> InterpolationError = All.Number(
        "interpolation_error", "Largest relative error of an interpolated rate.", 0, 1);

    internal static readonly Key<double> Parallel = All.Number(
        "parallel_ohm", "Resistance of the junction in the parallel state.", 1e-3, 1e9, "ohm");

    internal static readonly Key<double> Tmr = All.Number("tmr_ratio", "Tunnel magnetoresistance at zero bias; 1 is 100 %.", 0, 20);

    internal static readonly Key<double> TmrHalfBias = All.Number(
        "tmr_half_bias_v", "Bias at which the magnetoresistance has halved.", 0.01, 100, "V");

    internal static readonly Key<double> AccessTransistor = All.Number(
        "access_transistor_ohm", "Resistance of the access transistor in series.", 0, 1e6, "ohm");

    internal static readonly Key<ImmutableArray<double>> Currents = All.Numbers(
        "currents_ua", "Currents of the points, increasing.", 0, 1e6, "uA", WerTable.Stencil, WerTable.MaxPoints);

    internal static readonly Key<ImmutableArray<double>> Pulses = All.Numbers(
        "pulses_ns", "Pulse widths of the points, increasing.", 0, 1e6, "ns", WerTable.Stencil, WerTable.MaxPoints);

    internal static readonly Key<ImmutableArray<double>> LogRates = All.Numbers(
        "ln_wer", "Natural logarithm of the write error rates, the pulse width varying faster.", MinLog, 0);
}
