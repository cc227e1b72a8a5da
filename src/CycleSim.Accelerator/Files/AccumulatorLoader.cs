using CycleSim.Accelerator.Machine;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Files;

/// <summary>Reads "accumulators" in a machine's file.</summary>
internal static class AccumulatorLoader
{
    private static readonly Key<double>[] Costs =
        [AccumulatorKeys.ReadEnergy, AccumulatorKeys.WriteEnergy, AccumulatorKeys.Leakage, AccumulatorKeys.Area];

    /// <summary>The buffer; null on an output-stationary array, which needs none.</summary>
    /// <param name="machine">The machine's keys.</param>
    /// <param name="array">Its arrays.</param>
    /// <param name="clockPeriodPs">Period of its clock, ps.</param>
    /// <exception cref="InputException">It is missing, not needed or wrong.</exception>
    internal static AccumulatorSpec? Read(KeyValues machine, SystolicArraySpec array, long clockPeriodPs)
    {
        bool isThere = machine.Has(MachineKeys.Accumulators);
        if (!array.HasStationaryOperand)
        {
            return isThere
                ? throw machine.Error(MachineKeys.Accumulators, "goes with dataflow \"weight_stationary\" or \"input_stationary\"")
                : null;
        }

        if (!isThere)
            throw machine.Json.Error(MachineKeys.Accumulators.Name, "is missing: a stationary operand's partial sums need a buffer");
        return Buffer(machine.Get(MachineKeys.Accumulators), array, clockPeriodPs);
    }

    private static AccumulatorSpec Buffer(KeyValues keys, SystolicArraySpec array, long clockPeriodPs)
    {
        int banks = keys.Get(AccumulatorKeys.Banks);
        long capacity = keys.Get(AccumulatorKeys.Capacity);
        if (banks % array.FoldColumns != 0)
            throw keys.Error(AccumulatorKeys.Banks, $"must be a multiple of the {array.FoldColumns} columns of all arrays");
        if (capacity % ((long)banks * AccumulatorSpec.WordBytes) != 0)
            throw keys.Error(
                AccumulatorKeys.Capacity, $"must be whole words of {AccumulatorSpec.WordBytes} bytes in each of {banks} banks");
        if (keys.Has(AccumulatorKeys.Memory))
            return OfMemory(keys, capacity, banks, banks / array.FoldColumns * clockPeriodPs * 1e-3);
        foreach (Key<double> cost in Costs)
            if (!keys.Has(cost))
                throw keys.Json.Error(
                    cost.Name, $"is missing: give \"{AccumulatorKeys.Memory.Name}\", or all energies, leakage and area");
        return new AccumulatorSpec(
            capacity, banks, keys.Get(AccumulatorKeys.ReadEnergy), keys.Get(AccumulatorKeys.WriteEnergy),
            keys.Get(AccumulatorKeys.Leakage), keys.Get(AccumulatorKeys.Area));
    }

    private static AccumulatorSpec OfMemory(KeyValues keys, long capacity, int banks, double turnNs)
    {
        if (Costs.FirstOrDefault(keys.Has) is { } cost)
            throw keys.Error(cost, $"stands beside \"{AccumulatorKeys.Memory.Name}\", which says it");
        MemoryMetrics bank;
        try
        {
            string memory = keys.Get(AccumulatorKeys.Memory);
            bank = MemoryTechnologyLoader.Load(ModelPath.Of(keys, memory, ModelStore.IsPath(memory))).At(capacity / banks);
        }
        catch (InputException problem)
        {
            throw keys.Error(AccumulatorKeys.Memory, $"gives no bank of {capacity / banks} bytes: {problem.Message}");
        }

        // With several banks for each column each has its turn once in as many cycles.
        if (Math.Max(bank.ReadLatencyNs, bank.WriteLatencyNs) > turnNs)
        {
            throw keys.Error(
                AccumulatorKeys.Memory,
                FormattableString.Invariant($"reads in {bank.ReadLatencyNs} ns and writes in {bank.WriteLatencyNs} ns, but each bank ")
                + FormattableString.Invariant($"has a turn every {turnNs} ns; take more banks, smaller ones, or a faster memory"));
        }

        const int bits = 8 * AccumulatorSpec.WordBytes;
        return new AccumulatorSpec(
            capacity, banks, bank.ReadEnergyPjPerBit * bits, bank.WriteEnergyPjPerBit * bits, bank.LeakageMw * banks, bank.AreaMm2 * banks);
    }
}
