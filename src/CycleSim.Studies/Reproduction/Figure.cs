using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Reproduction;

/// <summary>A table or figure of the paper that was made again.</summary>
/// <param name="Id">Id, e.g. "fig9".</param>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">How it was made, and what to look at.</param>
/// <param name="HasPicture">Whether there are Id.png and Id.svg.</param>
/// <param name="Table">A table to print with it; none if empty.</param>
/// <param name="Failure">Why it was not made; null if it was.</param>
public sealed record Figure(string Id, string Title, string Caption, bool HasPicture, ReportTable Table, string? Failure);
