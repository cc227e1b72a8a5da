using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Platform;
using CycleSim.Workloads.Formats;

namespace CycleSim.Accelerator.Files;

/// <summary>Reads machines from models/machines/*.json.</summary>
public static class MachineLoader
{
    /// <summary>Loads a machine.</summary>
    /// <param name="nameOrPath">Name of a shipped machine, or a file.</param>
    /// <exception cref="InputException">The file is missing or wrong; the message names file, line and key.</exception>
    public static MachineSpec Load(string nameOrPath) => Read(ModelStore.Open(ModelKind.Machines, nameOrPath));

    /// <summary>Reads a machine from a parsed file.</summary>
    /// <param name="root">The file's root.</param>
    /// <exception cref="InputException">A key is missing, unknown or out of range.</exception>
    public static MachineSpec Read(ConfigObject root) => Read(MachineKeys.All.Read(root));

    /// <summary>Reads a machine from the keys of its file.</summary>
    /// <exception cref="InputException">Keys do not go together.</exception>
    internal static MachineSpec Read(KeyValues keys)
    {
        NumberFormat products = NumberFormats.All.Get(keys.Get(MachineKeys.DataType));
        int vectorWords = keys.Get(MachineKeys.VectorWords);
        bool isTiled = keys.Get(MachineKeys.Residency) == TiledResidency.ChoiceName;
        long periodPs = Period(keys);
        SystolicArraySpec array = SystolicArrayLoader.Read(keys.Get(MachineKeys.Array), isTiled);
        ScratchpadSpec scratchpad = ReadScratchpad(keys.Get(MachineKeys.Scratchpad));
        var machine = new MachineSpec(
            keys.Get(MachineKeys.Name), array, periodPs, products, scratchpad,
            keys.Get(MachineKeys.MemoryMetricsScope), vectorWords,
            keys.Get(MachineKeys.DramRefetch), MachineDramLoader.Part(keys, periodPs, scratchpad.LineBytes), MacEnergy.Read(keys, products))
        {
            Residency = keys.Get(MachineKeys.Residency),
            Mapping = IfTiled(keys, MachineKeys.Mapping, isTiled),
            TileLoops = IfTiled(keys, MachineKeys.TileLoops, isTiled),
            Eviction = keys.Get(MachineKeys.Eviction),
            Ordering = keys.Get(MachineKeys.Ordering),
            DramPolicy = MachineDramLoader.Policy(keys),
            IdealDram = MachineDramLoader.Ideal(keys),
            Overlap = ReadOverlap(keys) with { FillBanks = IfTiled(keys, MachineKeys.FillBanks, isTiled) },
            Accumulators = AccumulatorLoader.Read(keys, array, periodPs),
            Formats = RoleFormatLoader.Read(keys),
            VectorUnit = VectorUnitLoader.Read(keys),
        };
        int lineWords = machine.MaxWordsPerLine;
        SystolicArrayLoader.CheckLines(keys.Get(MachineKeys.Array), machine);
        return vectorWords % lineWords == 0
            ? machine
            : throw keys.Error(MachineKeys.VectorWords, $"must fill whole lines: a multiple of {lineWords} words");
    }

    private static long Period(KeyValues keys)
    {
        if (keys.OneOf(MachineKeys.Clocks) == MachineKeys.ClockPeriod)
            return keys.Get(MachineKeys.ClockPeriod);
        double period = 1000 / keys.Get(MachineKeys.Clock);
        return period == Math.Floor(period)
            ? (long)period
            : throw keys.Error(
                MachineKeys.Clock,
                "must make the clock period a whole number of picoseconds, e.g. 0.5, 0.8, 1, 1.25, 2; clock_period_ps takes the "
                + "nearest one");
    }

    private static T IfTiled<T>(KeyValues keys, Key<T> key, bool isTiled)
        where T : notnull => isTiled || !keys.Has(key)
        ? keys.Get(key)
        : throw keys.Error(key, "goes with residency \"tiled\", which alone has tiles");

    private static OverlapSpec ReadOverlap(KeyValues keys)
    {
        if (Orderings.All.Get(keys.Get(MachineKeys.Ordering)) is ITurnOrdering ordering)
        {
            RefuseOverlap(keys, ordering.Name);
            return OverlapSpec.None with { OperandBuffers = ordering.Buffers, OutputBuffers = ordering.Buffers };
        }

        return new OverlapSpec(
            Buffers(MachineKeys.OperandBuffers, OverlapSpec.PingPong.OperandBuffers),
            Buffers(MachineKeys.OutputBuffers, OverlapSpec.PingPong.OutputBuffers), keys.Get(MachineKeys.DmaPolicy));

        int Buffers(Key<int> key, int usual) => keys.Has(key) ? keys.Get(key) : usual;
    }

    private static void RefuseOverlap(KeyValues keys, string ordering)
    {
        DeclaredKey[] overlap = [MachineKeys.OperandBuffers, MachineKeys.OutputBuffers, MachineKeys.DmaPolicy, MachineKeys.FillBanks];
        foreach (DeclaredKey key in overlap)
            if (keys.Has(key))
                throw keys.Error(key, $"goes with ordering \"overlapped\"; this machine's is \"{ordering}\"");
    }

    private static ScratchpadSpec ReadScratchpad(KeyValues keys) => new(
        keys.Get(ScratchpadKeys.Banks), keys.Get(ScratchpadKeys.LineBytes), keys.Get(ScratchpadKeys.Banking),
        keys.Has(ScratchpadKeys.InitiationInterval) ? keys.Get(ScratchpadKeys.InitiationInterval) : null)
    {
        WriteVerify = ReadWriteVerify(keys),
    };

    private static WriteVerifySpec? ReadWriteVerify(KeyValues keys)
    {
        if (!keys.Has(ScratchpadKeys.WriteVerify))
            return null;
        KeyValues verify = keys.Get(ScratchpadKeys.WriteVerify);
        return new WriteVerifySpec(
            verify.Get(WriteVerifyKeys.MaxAttempts), verify.Get(WriteVerifyKeys.WriteErrorRate),
            verify.Get(WriteVerifyKeys.ToggleProbability), verify.Get(WriteVerifyKeys.Seed));
    }
}
