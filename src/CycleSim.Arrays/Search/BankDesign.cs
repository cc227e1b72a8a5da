using CycleSim.Arrays.Circuit;

namespace CycleSim.Arrays.Search;

/// <summary>A bank with its figures.</summary>
internal sealed record BankDesign(BankOrganisation Organisation, BankFigures Figures);
