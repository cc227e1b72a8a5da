namespace CycleSim.Arrays.Import;

/// <summary>An array as another tool reports it.</summary>
/// <param name="Metrics">Its metrics.</param>
/// <param name="Organisation">Cache or RAM.</param>
/// <param name="NodeNm">Node in nm.</param>
/// <param name="Cell">The cell in words.</param>
/// <param name="Source">Which tool, and what it was asked.</param>
public sealed record ImportedArray(MemoryMetrics Metrics, MemoryOrganisation Organisation, double NodeNm, string Cell, string Source);
