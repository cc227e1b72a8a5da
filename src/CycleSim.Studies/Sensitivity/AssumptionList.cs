using System.Collections.Immutable;
using CycleSim.Accelerator.Machine;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Arrays.Technology;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Sensitivity;

/// <summary>The assumptions whose other readings are run.</summary>
internal static class AssumptionList
{
    // fp16 multiply 1.1 pJ + add 0.4 pJ at 45 nm (Horowitz, ISSCC 2014), scaled to 28 nm as the machine file does for fp32.
    private const double HalfMacPj = (1.1 + 0.4) * 0.51;

    /// <summary>All other readings.</summary>
    /// <param name="batch">The batch of the default.</param>
    /// <param name="machine">The machine of the default.</param>
    /// <param name="sram">The SRAM of the default.</param>
    /// <param name="mram">The STT-MRAM of the default.</param>
    public static ImmutableArray<Assumption> All(int batch, MachineVariant machine, MemoryVariant sram, MemoryVariant mram)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return
        [
            Of("data layout", "banks skewed", "interleaved", machine.WithBanking(Banking.Interleaved)),
            Of("banks", "busy for the whole access", "pipelined, an access a cycle", machine.WithInitiationInterval(1)),
            Of("DRAM re-fetch", "by every fold", "panels kept between folds", machine.With(DramRefetch.Panel)),
            Of("drain of the array", "physical", "overlapped", machine.With(DrainMode.Overlapped)),
            Of("drain of the array", "physical", "as SCALE-Sim counts", machine.With(DrainMode.Scalesim)),
            Of("array figures", "of the whole capacity", "of each scratchpad", machine.With(MemoryMetricsScope.PerScratchpad)),
            Of("number format", "fp32", "fp16", machine.With(DataType.Fp16, HalfMacPj)),
            .. Batches(batch).Select(other => new Assumption("batch", $"{batch}", $"{other}", other, machine, sram, mram)),
            Circuit("transistors of the arrays", "high performance", "low operating power",
                circuit => circuit with { Transistors = TransistorKind.Lop }),
            Circuit("transistors of the arrays", "high performance", "low standby power",
                circuit => circuit with { Transistors = TransistorKind.Lstp }),
            Circuit("temperature (leakage)", "350 K", "300 K", circuit => circuit with { TemperatureK = 300 }),
            Circuit("wires of the arrays", "unrepeated", "repeated", circuit => circuit with { RepeatedWires = true }),
            Circuit("organisation", "cache with tags", "RAM", circuit => circuit with { Organisation = MemoryOrganisation.Ram }),
        ];

        Assumption Of(string name, string standard, string other, MachineVariant changed) =>
            new(name, standard, other, batch, changed, sram, mram);

        Assumption Circuit(string name, string standard, string other, Func<CircuitSpec, CircuitSpec> change) => new(
            name, standard, other, batch, machine, sram.WithCircuit($"{sram.Label} {other}", change),
                mram.WithCircuit($"{mram.Label} {other}", change));
    }

    private static IEnumerable<int> Batches(int batch) => new[] { batch / 4, batch * 2 }.Where(other => other >= 1);
}
