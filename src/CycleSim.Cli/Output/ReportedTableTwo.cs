namespace CycleSim.Cli.Output;

/// <summary>A row of `cyclesim array table2 --json`.</summary>
/// <param name="Technology">The memory.</param>
/// <param name="PaperAreaMm2">The area of the paper's row.</param>
/// <param name="Paper">Metrics in the paper.</param>
/// <param name="Here">Metrics here.</param>
internal sealed record ReportedTableTwo(string Technology, double PaperAreaMm2, ReportedMetrics Paper, ReportedMetrics Here);
