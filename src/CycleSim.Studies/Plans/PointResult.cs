using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Plans;

/// <summary>What a point's result file says, as studies need it.</summary>
/// <param name="TimeS">Run time of the step in s.</param>
/// <param name="Cycles">Core cycles by cause.</param>
/// <param name="OverlappedCycles">
/// Core cycles if DRAM and everything else of one operation ran at the same time: the longer of the two, summed over operations. A bound.
/// </param>
/// <param name="Energy">Energy by component.</param>
/// <param name="DramReadBytes">Bytes read from DRAM.</param>
/// <param name="DramWriteBytes">Bytes written to DRAM.</param>
/// <param name="Activation">Bytes of the activation scratchpad.</param>
/// <param name="Weight">Bytes of the weight scratchpad.</param>
/// <param name="Error">Bytes of the error scratchpad.</param>
/// <param name="LeakageMw">Leakage of all on-chip memory in mW.</param>
/// <param name="AreaMm2">Area of all on-chip memory in mm².</param>
/// <param name="Utilisation">Share of the array's multiply-accumulate slots that were used.</param>
public sealed record PointResult(
    double TimeS, ReportedCycles Cycles, long OverlappedCycles, ReportedEnergy Energy, long DramReadBytes, long DramWriteBytes,
    ScratchpadBytes Activation, ScratchpadBytes Weight, ScratchpadBytes Error, double LeakageMw, double AreaMm2, double Utilisation)
{
    private const double Pico = 1e-12;

    /// <summary>All energy in J.</summary>
    public double EnergyJ => (double)Energy.TotalPj * Pico;

    /// <summary>Energy of DRAM in J.</summary>
    public double DramJ => (double)Energy.DramPj * Pico;

    /// <summary>Energy of leakage in J.</summary>
    public double LeakageJ => (double)Energy.LeakagePj * Pico;

    /// <summary>Energy of scratchpad accesses in J.</summary>
    public double AccessJ => (double)(Energy.ScratchpadReadPj + Energy.ScratchpadWritePj) * Pico;

    /// <summary>Energy of scratchpad writes in J.</summary>
    public double WriteJ => (double)Energy.ScratchpadWritePj * Pico;

    /// <summary>Energy of the accumulator buffer in J, leakage included; 0 where there is none.</summary>
    public double AccumulatorJ => (double)(Energy.AccumulatorPj ?? 0) * Pico;

    /// <summary>Energy of compute in J.</summary>
    public double ComputeJ => (double)Energy.ComputePj * Pico;

    /// <summary>Bytes from and to DRAM.</summary>
    public long DramBytes => DramReadBytes + DramWriteBytes;

    /// <summary>Bytes written to all scratchpads.</summary>
    public long ScratchpadWriteBytes => Activation.Written + Weight.Written + Error.Written;

    internal static PointResult Of(StepReport report)
    {
        ReportedTotals totals = report.Totals;
        return new PointResult(
            totals.TimeS, totals.Cycles, report.Operations.Sum(operation => Overlapped(operation.Cycles)), totals.Energy,
            totals.Dram.ReadBytes, totals.Dram.WriteBytes, BytesOf(totals.Scratchpads.Activation), BytesOf(totals.Scratchpads.Weight),
            BytesOf(totals.Scratchpads.Error), report.Memory.LeakageMw, report.Memory.AreaMm2, totals.Utilisation);
    }

    private static long Overlapped(ReportedCycles cycles) => Math.Max(cycles.Dram, cycles.Total - cycles.Dram);

    private static ScratchpadBytes BytesOf(ReportedScratchpad scratchpad) => new(scratchpad.ReadBytes, scratchpad.WriteBytes);
}
