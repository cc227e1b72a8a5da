namespace CycleSim.Cli.Output;

/// <summary>A mean absolute error.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="MeanAbsoluteError">The mean, 0.1 for 10 %; null without rows.</param>
internal sealed record ReportedMeanError(int Rows, double? MeanAbsoluteError);
