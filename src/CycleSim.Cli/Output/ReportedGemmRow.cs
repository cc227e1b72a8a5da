namespace CycleSim.Cli.Output;

/// <summary>Equal matrix products, in JSON.</summary>
internal sealed record ReportedGemmRow(string Layer, string Pass, long M, long N, long K, long Count, long Macs);
