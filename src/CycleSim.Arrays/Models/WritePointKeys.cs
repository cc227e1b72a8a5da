using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Device.Writing;

namespace CycleSim.Arrays.Models;

/// <summary>
/// The keys of "write_point" in a memory circuit: current, pulse and energies as they are, or a junction and a write error rate from
/// which they follow.
/// </summary>
internal static class WritePointKeys
{
    private static readonly KeySet Any = new("write point of any kind", "How an STT-MRAM cell is written.");

    internal static readonly Key<string> Name = Any.String("name", "Name of the write point.");

    internal static readonly KeySet ByDevice = new(
        "write point of a device", "A junction and a write error rate, from which current or pulse, and the energies, follow.", Any);

    internal static readonly Key<string> Device = ByDevice.String("device", "Name of a shipped junction, or a file.");

    internal static readonly Key<double> DeviceRate = ByDevice.Number(
        "write_error_rate", "Probability that a write fails.", WriteSolver.WriteErrorRates);

    internal static readonly Key<double> DevicePulse = ByDevice.Number(
        "pulse_ns", "Pulse width; the current follows.", WriteSolver.PulsesNs, "ns", whenMissing: "from current_of");

    internal static readonly Key<KeyValues> CurrentOf = ByDevice.Object(
        "current_of", "Another write point whose current is used; the pulse width follows.", OtherWritePointKeys.All, "from pulse_ns");

    internal static readonly ImmutableArray<DeclaredKey> PulseOrCurrent = ByDevice.ExactlyOne(DevicePulse, CurrentOf);

    private static readonly KeySet ByCurrent = new("write point by current", "Current, pulse and energies as they are.", Any);

    internal static readonly Key<double> Pulse = ByCurrent.Number("pulse_ns", "Pulse width.", WriteSolver.PulsesNs, "ns");

    internal static readonly Key<double> Current = ByCurrent.Number("current_ua", "Write current.", 1e-3, 1e4, "uA");

    internal static readonly Key<double> SetEnergy = Energy(
        "set_energy_pj", "Energy of writing the parallel (low-resistance) state, a 0.");

    internal static readonly Key<double> ResetEnergy = Energy(
        "reset_energy_pj", "Energy of writing the antiparallel (high-resistance) state, a 1.");

    internal static readonly Key<double> Rate = ByCurrent.Number(
        "write_error_rate", "Probability that a write fails.", WriteSolver.WriteErrorRates, whenMissing: "unknown");

    /// <summary>The keys of any write point.</summary>
    internal static readonly KeyAlternative All = new(
        "write point", "How an STT-MRAM cell is written; whether it names a device says which keys it has.", Device, ByDevice, ByCurrent);

    private static Key<double> Energy(string name, string meaning) => ByCurrent.Number(
        name, meaning, 1e-6, 1e6, "pJ", whenMissing: "the supply voltage drives the current for the whole pulse");
}
