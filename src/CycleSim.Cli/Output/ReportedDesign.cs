namespace CycleSim.Cli.Output;

/// <summary>The organisation of an array whose circuit was designed.</summary>
/// <param name="Kind">What kind of memory it is.</param>
/// <param name="Data">The data array.</param>
/// <param name="Tags">The tag array; null if there is none.</param>
internal sealed record ReportedDesign(string Kind, string Data, string? Tags) : ReportedOrganisation(Kind);
