using CycleSim.Platform;

namespace CycleSim.Device.Writing;

/// <summary>
/// Finds the write that has a write error rate: of one cell, as <see cref="WriteSolver"/> does, or on average over cells that differ.
/// </summary>
public interface IWritePoints
{
    /// <summary>The current that reaches a write error rate within a pulse width.</summary>
    /// <param name="writeErrorRate">The rate.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="InputException">An argument is out of range, or no current does it.</exception>
    public JunctionWritePoint AtWerAndPulse(double writeErrorRate, double pulseNs);

    /// <summary>The pulse width that reaches a write error rate at a current.</summary>
    /// <param name="writeErrorRate">The rate.</param>
    /// <param name="currentUa">Current in uA.</param>
    /// <exception cref="InputException">An argument is out of range, or no pulse does it.</exception>
    public JunctionWritePoint AtWerAndCurrent(double writeErrorRate, double currentUa);
}
