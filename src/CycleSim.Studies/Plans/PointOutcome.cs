namespace CycleSim.Studies.Plans;

/// <summary>A point and what became of it.</summary>
/// <param name="Point">The point.</param>
/// <param name="Result">Its result; null if it has none.</param>
/// <param name="Failure">Why it has none; null if it has one.</param>
/// <param name="IsReused">Whether the result was there already.</param>
public sealed record PointOutcome(StudyPoint Point, PointResult? Result, string? Failure, bool IsReused);
