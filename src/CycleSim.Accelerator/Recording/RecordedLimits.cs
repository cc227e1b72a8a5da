using CycleSim.Accelerator.Machine;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Accelerator.Recording;

/// <summary>
/// What a machine's file could not say: a damaged header must not make a machine that nobody can run, or one with other numbers than the
/// header holds.
/// </summary>
internal static class RecordedLimits
{
    private const ulong MaxPeriodPs = 1_000_000_000;
    private const ulong MaxBytes = 1UL << 50;
    private const ulong MinLineBytes = 4; // of the largest word
    private const double MaxLatencyNs = 1e6;

    /// <summary>Checks the machine of a header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="machine">Its machine.</param>
    /// <param name="name">Name of the trace for messages.</param>
    /// <exception cref="TraceFormatException">A value cannot be.</exception>
    internal static void Check(Header header, Traces.Format.Machine machine, string name)
    {
        CheckCounts(name,
        [
            ("rows of the array", machine.Rows, 1, SystolicArraySpec.MaxSide),
            ("columns of the array", machine.Columns, 1, SystolicArraySpec.MaxSide),
            ("arrays", machine.Arrays, 0, SystolicArraySpec.MaxArrays),
            ("scratchpad banks", header.Banks, 1, ScratchpadSpec.MaxBanks),
            ("bytes of a line", header.LineBytes, MinLineBytes, 1 << 20),
            ("cycles for which a bank is busy", machine.InitiationIntervalCycles, 0, ScratchpadSpec.MaxInitiationIntervalCycles),
            ("words of the vector unit", machine.VectorWords, 1, VectorUnitSpec.MaxWords),
            .. machine.VectorCycles.Select(cycles => ("cycles of a vector function", (ulong)cycles, 1UL, (ulong)VectorUnitSpec.MaxCycles)),
            ("ps of the core clock", header.ClockPeriodPs, 1, MaxPeriodPs),
        ]);
        CheckNumbers(name, [("energy of a multiply-accumulate in pJ", machine.MacEnergyPj, double.MaxValue)]);
        if (machine.DmaPolicy.Length > 0)
        {
            CheckCounts(name,
            [
                ("operand buffers", machine.OperandBuffers, 1, OverlapSpec.MaxBuffers),
                ("output buffers", machine.OutputBuffers, 1, OverlapSpec.MaxBuffers),
            ]);
        }

        if (machine.Accumulators is { } sums)
            Check(sums, name);
    }

    /// <summary>A scratchpad can be divided like that.</summary>
    /// <param name="groups">Its banks in groups.</param>
    /// <param name="banks">Its banks.</param>
    internal static bool IsPossible(Traces.Format.BankPartition groups, uint banks)
    {
        bool hasHalves = groups.Half > 0;
        return hasHalves == groups.OperandHalves > 0 && hasHalves == groups.OutputHalves > 0
            && groups.OperandHalves <= OverlapSpec.MaxBuffers && groups.OutputHalves <= OverlapSpec.MaxBuffers
            && (groups.Shared
                ? groups.Resident == banks && (groups.Half == banks || !hasHalves)
                : HasBanks(groups, banks));
    }

    private static bool HasBanks(Traces.Format.BankPartition groups, uint banks) =>
        groups.Resident + (ulong)groups.Half * (groups.OperandHalves + groups.OutputHalves) is > 0 and var used && used <= banks;

    /// <summary>Checks the memory of a header.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="name">Name of the trace for messages.</param>
    /// <exception cref="TraceFormatException">A value cannot be.</exception>
    internal static void Check(Memory memory, string name)
    {
        CheckCounts(name,
        [
            ("bytes of an on-chip array", memory.FiguresCapacityBytes, 0, MaxBytes),
            ("arrays of the on-chip memory", memory.Arrays, 1, 1 << 10),
            ("bits of an access", memory.AccessBits, 1, int.MaxValue),
        ]);
        CheckNumbers(name,
        [
            ("read latency in ns", memory.ReadLatencyNs, MaxLatencyNs), ("write latency in ns", memory.WriteLatencyNs, MaxLatencyNs),
            ("read energy in pJ", memory.ReadEnergyPj, double.MaxValue), ("write energy in pJ", memory.WriteEnergyPj, double.MaxValue),
            ("leakage in mW", memory.LeakageMw, double.MaxValue), ("area in mm2", memory.AreaMm2, double.MaxValue),
        ]);
    }

    private static void Check(Accumulators sums, string name)
    {
        CheckCounts(name,
        [
            ("bytes of the accumulators", sums.Bytes, 1, MaxBytes), ("banks of the accumulators", sums.Banks, 1, AccumulatorSpec.MaxBanks),
        ]);
        CheckNumbers(name,
        [
            ("read energy of the accumulators in pJ", sums.ReadEnergyPj, double.MaxValue),
            ("write energy of the accumulators in pJ", sums.WriteEnergyPj, double.MaxValue),
            ("leakage of the accumulators in mW", sums.LeakageMw, double.MaxValue),
            ("area of the accumulators in mm2", sums.AreaMm2, double.MaxValue),
        ]);
    }

    private static void CheckCounts(string name, ReadOnlySpan<(string What, ulong Value, ulong Min, ulong Max)> counts)
    {
        foreach ((string what, ulong value, ulong min, ulong max) in counts)
            if (value < min || value > max)
                throw new TraceFormatException($"{name}: the header has {value} {what}; allowed are {min} to {max}");
    }

    private static void CheckNumbers(string name, ReadOnlySpan<(string What, double Value, double Max)> numbers)
    {
        foreach ((string what, double value, double max) in numbers)
            if (!(value >= 0 && value <= max))
                throw new TraceFormatException($"{name}: the header has {value} as {what}; allowed are 0 to {max}");
    }
}
