namespace CycleSim.Studies.Accuracy;

/// <summary>What `cyclesim-train serve` answers to a command line.</summary>
/// <param name="ExitCode">The exit code that the program would have ended with.</param>
/// <param name="Output">What it would have written to standard output.</param>
/// <param name="Errors">What it would have written to standard error.</param>
internal sealed record TrainingAnswer(int ExitCode, string Output, string Errors);
