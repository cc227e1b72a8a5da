using System.Collections.Immutable;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Arrays.Technology;
using CycleSim.Dram.Parts;
using CycleSim.Studies.Plans;
using CycleSim.Workloads.Formats;

namespace CycleSim.Studies.Sensitivity;

/// <summary>The assumptions whose other readings are run.</summary>
internal static class AssumptionList
{
    /// <summary>Name of the kind of transistors.</summary>
    internal const string Transistors = "transistors of the arrays";

    /// <summary>Name of the temperature.</summary>
    internal const string Temperature = "temperature (leakage)";

    /// <summary>Name of the kind of wires.</summary>
    internal const string Wires = "wires of the arrays";

    // fp16 multiply 1.1 pJ + add 0.4 pJ at 45 nm (Horowitz, ISSCC 2014), scaled to 28 nm as the machine file does for fp32.
    private const double HalfMacPj = (1.1 + 0.4) * 0.51;

    /// <summary>All other readings; of a machine that cuts products into tiles also other schedules.</summary>
    /// <param name="batch">The batch of the default.</param>
    /// <param name="machine">The machine of the default.</param>
    /// <param name="sram">The SRAM of the default.</param>
    /// <param name="mram">The STT-MRAM of the default.</param>
    public static ImmutableArray<Assumption> All(int batch, MachineVariant machine, MemoryVariant sram, MemoryVariant mram)
    {
        ArgumentNullException.ThrowIfNull(machine);
        bool isTiled = ResidencyPolicies.All.Get(machine.Spec.Residency) is TiledResidency;
        return
        [
            Of("data layout", "banks skewed", "interleaved", machine.WithBanking(Banking.Interleaved)),
            Of("banks", "busy for the whole access", "pipelined, an access a cycle", machine.WithInitiationInterval(1)),
            .. isTiled ? [] : new[] { Of("DRAM re-fetch", "by every fold", "panels kept between folds", machine.With(DramRefetch.Panel)) },
            Of("drain of the array", "physical", "overlapped", machine.With(DrainMode.Overlapped)),
            .. isTiled ? [] : new[] { Of("drain of the array", "physical", "as SCALE-Sim counts", machine.With(DrainMode.Scalesim)) },
            Of("memory metrics", "of the whole capacity", "of each scratchpad", machine.With(MemoryMetricsScope.PerScratchpad)),
            Of("number format", "fp32", "fp16", machine.With(NumberFormats.Fp16, HalfMacPj)),
            .. isTiled ? Schedules(machine).Select(schedule => Of(schedule.Name, schedule.Default, schedule.Other, schedule.Machine)) : [],
            .. Batches(batch).Select(other => new Assumption("batch", $"{batch}", $"{other}", other, machine, sram, mram)),
            Circuit(Transistors, "high performance", "low operating power",
                circuit => circuit with { Transistors = TransistorKind.Lop }),
            Circuit(Transistors, "high performance", "low standby power",
                circuit => circuit with { Transistors = TransistorKind.Lstp }),
            Circuit(Temperature, "350 K", "300 K", circuit => circuit with { TemperatureK = 300 }),
            Circuit(Wires, "unrepeated", "repeated", circuit => circuit with { Wires = WireKind.Repeated }),
            Circuit("organisation", "cache with tags", "RAM", circuit => circuit with { Organisation = MemoryOrganisation.Ram }),
        ];

        Assumption Of(string name, string standard, string other, MachineVariant changed) =>
            new(name, standard, other, batch, changed, sram, mram);

        Assumption Circuit(string name, string standard, string other, Func<CircuitSpec, CircuitSpec> change) => new(
            name, standard, other, batch, machine, sram.WithCircuit($"{sram.Label} {other}", change),
                mram.WithCircuit($"{mram.Label} {other}", change));
    }

    /// <summary>Other schedules of a machine that cuts products into tiles, and another memory.</summary>
    private static IEnumerable<(string Name, string Default, string Other, MachineVariant Machine)> Schedules(MachineVariant machine)
    {
        MachineSpec spec = machine.Spec;
        yield return ("residency", "tiled", "atomic", Changed("residency=atomic", spec with { Residency = PaperChoices.Residency }));
        yield return ("ordering", "overlapped", "sequential", Changed(
            "ordering=sequential", spec with { Ordering = PaperChoices.Ordering, Overlap = OverlapSpec.None }));
        yield return ("choice of tiles", "min bytes", "min time", Changed("mapping=time", spec with { Mapping = "time" }));
        yield return ("loops over tiles", "forward", "turn round", Changed(
            "tile_loops=serpentine", spec with { TileLoops = TileDirection.Serpentine }));
        yield return ("buffers of tiles", "two", "three", Changed(
            "buffers=3", spec with { Overlap = spec.Overlap with { OperandBuffers = 3, OutputBuffers = 3 } }));
        yield return ("DRAM", "one channel of DDR3-1600", "HBM2, 8 channels", Changed(
            "dram=hbm2-2000-8gb-bl4", spec with { Dram = DramLoader.Load("hbm2-2000-8gb-bl4") }));

        MachineVariant Changed(string change, MachineSpec changed) => new($"{machine.Label} {change}", changed);
    }

    private static IEnumerable<int> Batches(int batch) => new[] { batch / 4, batch * 2 }.Where(other => other >= 1);
}
