namespace CycleSim.Arrays.Import;

/// <summary>An array as another tool reports it.</summary>
/// <param name="Figures">Its figures.</param>
/// <param name="Organisation">Cache or RAM.</param>
/// <param name="NodeNm">Node in nm.</param>
/// <param name="Cell">The cell in words.</param>
/// <param name="Source">Which tool, and what it was asked.</param>
public sealed record ImportedArray(MemoryFigures Figures, MemoryOrganisation Organisation, double NodeNm, string Cell, string Source);
