using CycleSim.Configuration.Keys;
using CycleSim.Device.Writing;

namespace CycleSim.Arrays.Models;

/// <summary>The keys of "current_of" in a write point.</summary>
internal static class OtherWritePointKeys
{
    internal static readonly KeySet All = new("other write point", "A write point of the same junction.");

    internal static readonly Key<double> Rate = All.Number(
        "write_error_rate", "Probability that a write fails.", WriteSolver.WriteErrorRates);

    internal static readonly Key<double> Pulse = All.Number("pulse_ns", "Pulse width.", WriteSolver.PulsesNs, "ns");
}
