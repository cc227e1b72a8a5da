namespace CycleSim.Dram.Requests;

/// <summary>Requests of a stream that were taken at once, since they repeat at an even pitch.</summary>
/// <param name="Count">How many entered; as many were done.</param>
/// <param name="PitchCycles">Cycles from one to the next.</param>
/// <param name="FirstAcceptCycle">Cycle of acceptance of the first.</param>
/// <param name="FirstDone">
/// The first that was done, counted as in <see cref="IDramListener.Done"/>: reads stay a while, writes are done when they have entered.
/// </param>
/// <param name="FirstDoneCycle">Cycle in which it was done.</param>
public readonly record struct SteadyRun(long Count, long PitchCycles, long FirstAcceptCycle, long FirstDone, long FirstDoneCycle);
