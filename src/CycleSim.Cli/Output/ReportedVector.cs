namespace CycleSim.Cli.Output;

/// <summary>An element-wise operation, in JSON.</summary>
internal sealed record ReportedVector(
    string Layer, string Pass, string Operator, long Elements, long WordsRead, long WordsWritten, bool Fusable);
