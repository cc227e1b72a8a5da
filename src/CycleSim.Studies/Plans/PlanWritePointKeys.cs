using CycleSim.Configuration.Keys;
using CycleSim.Device.Writing;

namespace CycleSim.Studies.Plans;

/// <summary>The keys of an element of "write_points" in a study plan.</summary>
internal static class PlanWritePointKeys
{
    internal static readonly KeySet All = new("write point of a plan", "How STT-MRAM cells are written.");

    internal static readonly Key<string> Device = All.String("device", "Name of a shipped junction, or a file.", "P55");

    internal static readonly Key<double> Rate = All.Number(
        "write_error_rate", "Probability that a write fails.", WriteSolver.WriteErrorRates);

    internal static readonly Key<double> Pulse = All.Number(
        "pulse_ns", "Pulse width; the current follows.", WriteSolver.PulsesNs, "ns", 10);
}
