using CycleSim.Accelerator.Components;
using CycleSim.Dram.Statistics;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>What an operation took.</summary>
/// <param name="Cycles">Core cycles by cause.</param>
/// <param name="Accesses">Accesses requested by its end.</param>
/// <param name="Dram">DRAM counts up to its end.</param>
internal sealed record OracleOperation(CycleCounts Cycles, int Accesses, DramCounts Dram);
