using CycleSim.Arrays.Circuit;

namespace CycleSim.Arrays.Search;

/// <summary>A bank with its metrics.</summary>
internal sealed record BankDesign(BankOrganisation Organisation, BankMetrics Metrics);
