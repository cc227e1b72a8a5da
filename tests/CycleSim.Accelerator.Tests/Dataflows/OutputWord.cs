namespace CycleSim.Accelerator.Tests.Dataflows;

/// <summary>One step of the reduction as it enters an output-stationary array under test: a word of each operand for each lane.</summary>
/// <param name="Fold">Number of the fold.</param>
/// <param name="K">Index in the reduction dimension.</param>
/// <param name="Part">Number of the sum that it belongs to: a fold, or a block that leaves the array.</param>
/// <param name="IsFirst">Starts a sum.</param>
/// <param name="IsLast">Ends a sum.</param>
internal sealed record OutputWord(int Fold, int K, int Part, bool IsFirst, bool IsLast);
