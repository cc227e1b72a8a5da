using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Comparisons;

/// <summary>One memory at one size.</summary>
/// <param name="Memory">Label of the memory.</param>
/// <param name="Size">Capacity in bytes or area in mm².</param>
/// <param name="Point">What ran; null if no array fits the area.</param>
/// <param name="Result">What came out; null if nothing did.</param>
/// <param name="Failure">Why nothing did.</param>
public sealed record ComparisonCell(string Memory, double Size, StudyPoint? Point, PointResult? Result, string? Failure);
