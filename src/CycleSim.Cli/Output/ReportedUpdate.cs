namespace CycleSim.Cli.Output;

/// <summary>The update of all parameters, in JSON.</summary>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Precision">In which formats it keeps what.</param>
/// <param name="StateBytes">Bytes that are kept for the update alone.</param>
/// <param name="ReadBytes">Bytes that one update reads.</param>
/// <param name="WrittenBytes">Bytes that one update writes.</param>
internal sealed record ReportedUpdate(string Optimizer, string Precision, long StateBytes, long ReadBytes, long WrittenBytes);
