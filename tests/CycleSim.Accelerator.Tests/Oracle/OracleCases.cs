using CsCheck;
using CycleSim.Accelerator.Machine;
using CycleSim.Dram.Parts;
using CycleSim.Graphs;
using CycleSim.Reference;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>Random small machines, memories and networks.</summary>
internal static class OracleCases
{
    /// <summary>Array steps of a case: more would take long and show no more.</summary>
    private const int MaxSize = 8000;

    private static Gen<SystolicArraySpec> Arrays =>
        from rows in Gen.Frequency((5, Gen.Int[1, 8]), (1, OneOf(16, 24)))
        from columns in Gen.Int[1, 8]
        from drain in Gen.Enum<DrainMode>()
        from trim in Gen.Bool
        let isCountable = drain != DrainMode.Scalesim || rows + columns >= 3
        select new SystolicArraySpec(
            rows, columns, isCountable ? drain : DrainMode.Physical, trim && drain == DrainMode.Physical);

    private static Gen<DramTiming> Timings =>
        from burst in Gen.Int[1, 4]
        from pitch in Gen.Int[0, 2]
        from cwl in Gen.Int[2, 6]
        from later in Gen.Int[0, 4]
        from rcd in Gen.Int[1, 8]
        from rp in Gen.Int[1, 8]
        from ras in Gen.Int[0, 12]
        from rrd in Gen.Int[1, 6]
        from faw in Gen.Int[0, 30]
        from rest in Gen.Int[1, 8].Array[4]
        from rfc in Gen.Int[5, 40]
        from al in Gen.Int[0, 7]
        from refresh in Gen.Int[0, 300]
        select Ddr3Timing.Of(
            cwl + later + pitch, cwl, burst, rcd, rp, rcd + ras, rrd, rrd + faw, burst + pitch, rest[0], rest[1], rest[2], rest[3] % 4,
            refresh, rfc, al % rcd);

    internal static Gen<DramSpec> Parts =>
        from ranks in OneOf(1, 1, 2, 4)
        from banks in OneOf(1, 2, 4, 8)
        from columns in OneOf(1, 2, 8, 16, 32, 64)
        from queues in Gen.Select(OneOf(1, 2, 5, 32), OneOf(1, 2, 5, 16, 32), OneOf(1, 2, 8, 24))
        from page in Gen.Select(OneOf("open", "closed"), OneOf(1, 1, 2, 3, 5, 20))
        from mapping in OneOf("ro ra ba co", "ra ro ba co", "ba ro ra co", "ra ba ro co")
        from refreshes in Gen.Frequency((7, Gen.Const(true)), (1, Gen.Const(false)))
        from period in OneOf(1250, 1000, 937, 1500, 2500, 800)
        from timing in Timings
        let part = TestMachines.Paper.Dram with
        {
            Name = "test",
            ClockPeriodPs = period,
            Ranks = ranks,
            Banks = banks,
            Rows = 1 << 14,
            Columns = columns,
            QueueDepth = queues.Item1,
            WriteBufferDepth = queues.Item2,
            BankQueueDepth = queues.Item3,
            Mapping = mapping,
            PagePolicy = page.Item1,
            RowHitCap = page.Item2,
            Refresh = refreshes,
        }
        select part with { Timing = timing.With(("trefi", timing["trefi"] + MinRefreshInterval(timing, ranks))) };

    private static Gen<MachineSpec> Machines =>
        from array in Arrays
        from part in Parts
        from lineBytes in OneOf(4, 8, 16, 32, 64)
        from banks in Gen.Frequency((3, Gen.Int[1, 16]), (1, Gen.Const(1)))
        from banking in OneOf(Banking.Skewed, Banking.Interleaved, "single_bank")
        from residency in OneOf("atomic", "atomic", "atomic", "stream_everything")
        from eviction in OneOf("by_pass", "largest_first")
        from interval in Gen.Int[0, 4]
        from type in Gen.OneOf([.. ProductFormats.Choices.All.Select(Gen.Const)])
        from vectorLines in OneOf(1, 2, 3, 4)
        from refetch in Gen.Enum<DramRefetch>()
        from period in OneOf(1000, 1250, 700, 333, 2500)
        from formats in RoleFormatSets
        from unit in VectorUnits
        let machine = TestMachines.Paper with
        {
            Array = array,
            Dram = part with { BurstBytes = lineBytes },
            Scratchpad = new ScratchpadSpec(banks, lineBytes, banking, interval == 0 ? null : interval),
            ProductFormat = type,
            DramRefetch = refetch,
            ClockPeriodPs = period,
            Residency = residency,
            Eviction = eviction,
            Formats = formats,
            VectorUnit = unit,
        }
        select machine with { VectorWords = vectorLines * MaxWordsPerLine(machine) };

    private static Gen<VectorUnitSpec> VectorUnits =>
        from passes in Gen.Enum<VectorPasses>()
        from cycles in Gen.Frequency((2, Gen.Const(1)), (3, Gen.Int[1, 5])).Array[5]
        select new VectorUnitSpec(passes, cycles[0], cycles[1], cycles[2], cycles[3], cycles[4]);

    /// <summary>Formats in which tensors are stored, by role; those with scales more often than others.</summary>
    private static Gen<RoleFormats> RoleFormatSets
    {
        get
        {
            Gen<NumberFormat?> one = OneOf(
                null, null, NumberFormats.Fp32, NumberFormats.Bf16, NumberFormats.Fp8E4M3, NumberFormats.MxFp8E4M3,
                NumberFormats.MxFp8E5M2);
            return Gen.Frequency(
                (1, Gen.Const(RoleFormats.None)), (2, Gen.Select(one, one, one, (a, w, e) => new RoleFormats(a, w, e))));
        }
    }

    private static int MaxWordsPerLine(MachineSpec machine) => TensorRoles.All
        .Max(role => new OracleWords(new TensorSpec(0, "", role, 0, 1, 1), machine).PerLine);

    private static Gen<OracleBlock> Blocks =>
        from kind in Gen.Frequency((3, Gen.Enum<OracleBlockKind>()), (1, Gen.Const(OracleBlockKind.Normalised)))
        from channels in Gen.Int[1, 9]
        from kernel in Gen.Int[1, 3]
        from stride in Gen.Int[1, 2]
        from padding in Gen.Int[0, 1]
        from bias in Gen.Bool
        from relu in Gen.Bool
        select new OracleBlock(kind, channels, kernel, stride, padding, bias, relu);

    /// <summary>Networks whose layers know the machine.</summary>
    internal static Gen<OracleCase> All => Of(
        from input in Gen.Select(Gen.Int[1, 4], Gen.Int[1, 8], Gen.Int[1, 8])
        from blocks in Blocks.Array[1, 4]
        from classes in Gen.Int[1, 9]
        from batch in Gen.Int[1, 4]
        let map = new FeatureMap(input.Item1, input.Item2, input.Item3)
        select (
            TrainingStepLowering.Lower(OracleNetwork.Of(map, blocks, classes), batch),
            $"{map}: {string.Join("; ", blocks.Select(block => block.ToString()))}; {classes} classes, batch {batch}"));

    /// <summary>Graphs of operators of all kinds.</summary>
    internal static Gen<OracleCase> Graphs => Of(
        from operators in Gen.Int[1, 8]
        from batch in Gen.Int[1, 3]
        from seed in Gen.UInt
        let graph = RandomGraph.Of(seed, batch, operators)
        select (
            GraphTrainingStep.Lower(graph),
            string.Join("; ", graph.Operators.Select(layer =>
                $"{layer.Type} {string.Join(' ', layer.Inputs.Select(input => $"{input.Name} {input.Shape}"))}"))));

    private static Gen<OracleCase> Of(Gen<(StepProgram Program, string Network)> networks) =>
        (from machine in Machines
         from read in Gen.Int[1, 6]
         from write in Gen.Int[1, 12]
         from percent in Gen.Frequency((1, Gen.Const(0)), (6, Gen.Int[5, 95]), (2, Gen.Const(100)))
         from network in networks
         select new OracleCase(machine, read, write, percent, network.Program, network.Network))
        .Where(c => c.Size <= MaxSize);

    /// <summary>What a part's file must at least give, so that something moves between refreshes.</summary>
    private static int MinRefreshInterval(DramTiming t, int ranks)
    {
        int close = t["tras"] + t["trp"] + t["al"] + t["cwl"] + t["burst"] + t["twr"] + t["trcd"] + 16;
        return Math.Max(2 * (t["trfc"] + close), ranks * close);
    }

    internal static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
