namespace CycleSim.Device.Writing;

/// <summary>
/// A solved write of a junction: what it costs and how often it fails. CycleSim.Arrays has WritePoint, which is how an array's cells are
/// written: solved as here, or stated by a file without a junction.
/// </summary>
/// <param name="WriteErrorRate">Probability that a bit that is to toggle keeps its old value.</param>
/// <param name="CurrentUa">Write current in uA; with voltage drive the current in the starting state.</param>
/// <param name="PulseNs">Pulse width in ns.</param>
/// <param name="VoltageV">Voltage over junction and access transistor in the starting state, in V.</param>
/// <param name="EnergyPjParallel">
/// Energy of one pulse on a cell that starts parallel, in pJ. Current drive: with the parallel resistance throughout. Voltage drive: the
/// integral of V² / R over the mean switching event.
/// </param>
/// <param name="EnergyPjAntiparallel">The same for a cell that starts antiparallel, in pJ.</param>
public sealed record JunctionWritePoint(
    double WriteErrorRate, double CurrentUa, double PulseNs, double VoltageV, double EnergyPjParallel, double EnergyPjAntiparallel);
