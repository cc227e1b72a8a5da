using System.Collections.Immutable;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;

namespace CycleSim.Studies.Arrays;

/// <summary>
/// Table II of S. Roy, C. Wang and A. Raghunathan, "Evaluation of STT-MRAM as a scratchpad for training in ML accelerators"
/// (arXiv:2308.02024): SRAM and STT-MRAM on equal areas. The table labels its energies pJ; they are nJ for each 64-byte access.
/// </summary>
public static class PaperTableTwo
{
    private const int AccessBits = 512;

    // Capacity KB, read ns, write ns, read nJ, write nJ, leakage mW.
    private static readonly (double AreaMm2, MemoryMetrics Sram, MemoryMetrics Mram)[] Paper =
    [
        (0.5, Metrics(183, 0.5, 0.2, 0.1, 0.1, 0.1, 594), Metrics(512, 0.5, 3.3, 10.2, 0.3, 1.5, 323)),
        (48.1, Metrics(40_592, 48.1, 10.3, 5.3, 1.8, 1.4, 64_257), Metrics(131_072, 48.1, 14.6, 15.8, 1.6, 2.6, 14_573)),
    ];

    /// <summary>
    /// Computes the table: STT-MRAM at the paper's capacities, SRAM at the largest capacity that fits the area of that STT-MRAM.
    /// </summary>
    /// <param name="sram">The SRAM.</param>
    /// <param name="mram">The STT-MRAM.</param>
    public static ImmutableArray<TableTwoRow> Compute(IMemoryModel sram, IMemoryModel mram)
    {
        ArgumentNullException.ThrowIfNull(sram);
        ArgumentNullException.ThrowIfNull(mram);
        return
        [
            .. Paper.SelectMany(paper =>
            {
                MemoryMetrics ours = mram.At(paper.Mram.CapacityBytes);
                return new[]
                {
                    new TableTwoRow("SRAM", paper.AreaMm2, paper.Sram, sram.At(IsoArea.LargestCapacity(sram, ours.AreaMm2))),
                    new TableTwoRow("STT-MRAM", paper.AreaMm2, paper.Mram, ours),
                };
            }),
        ];
    }

    private static MemoryMetrics Metrics(
        long capacityKb, double areaMm2, double readNs, double writeNs, double readNj, double writeNj, double leakageMw) =>
        new(capacityKb << 10, areaMm2, readNs, writeNs, readNj * 1e3, writeNj * 1e3, AccessBits, leakageMw);
}
