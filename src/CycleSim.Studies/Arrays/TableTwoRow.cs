using CycleSim.Arrays;

namespace CycleSim.Studies.Arrays;

/// <summary>One array of Table II: the paper's metrics, ours, and what the area was.</summary>
/// <param name="Technology">"SRAM" or "STT-MRAM".</param>
/// <param name="AreaMm2">The area that the paper gives.</param>
/// <param name="Paper">The paper's metrics; energies of one access.</param>
/// <param name="Ours">Our metrics.</param>
public sealed record TableTwoRow(string Technology, double AreaMm2, MemoryMetrics Paper, MemoryMetrics Ours);
