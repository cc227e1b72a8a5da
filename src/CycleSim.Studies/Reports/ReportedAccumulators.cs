using CycleSim.Accelerator.Machine;

namespace CycleSim.Studies.Reports;

/// <summary>The accumulator buffer of a machine, as a report has it.</summary>
/// <param name="Bytes">Capacity of all banks.</param>
/// <param name="Banks">Number of banks.</param>
/// <param name="ReadPj">Energy of reading a word, pJ.</param>
/// <param name="WritePj">Energy of writing a word, pJ.</param>
/// <param name="LeakageMw">Leakage of all banks, mW.</param>
/// <param name="AreaMm2">Area of all banks, mm2.</param>
public sealed record ReportedAccumulators(long Bytes, long Banks, double ReadPj, double WritePj, double LeakageMw, double AreaMm2)
{
    internal static ReportedAccumulators? Of(AccumulatorSpec? accumulators) => accumulators is null
        ? null
        : new(
            accumulators.Bytes, accumulators.Banks, accumulators.ReadPj, accumulators.WritePj, accumulators.LeakageMw,
            accumulators.AreaMm2);
}
