using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;

namespace CycleSim.Reference;

/// <summary>Timings of DDR3 parts that no data sheet has.</summary>
internal static class Ddr3Timing
{
    private static readonly string[] Names =
    [
        "cl", "cwl", "burst", "trcd", "trp", "tras", "trrd", "tfaw", "tccd", "twtr", "trtp", "twr", "trtrs", "trefi", "trfc", "al",
    ];

    /// <summary>Timings in the order CL, CWL, burst, tRCD, tRP, tRAS, tRRD, tFAW, tCCD, tWTR, tRTP, tWR, tRTRS, tREFI, tRFC, AL.</summary>
    internal static DramTiming Of(params int[] cycles) =>
        new(StandardLoader.Load("ddr3"), Names.Zip(cycles).ToDictionary(pair => pair.First, pair => pair.Second));
}
