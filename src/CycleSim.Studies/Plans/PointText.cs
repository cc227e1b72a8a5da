using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Identity;

namespace CycleSim.Studies.Plans;

/// <summary>
/// Everything that decides the result of a study point, as text; its id is a hash of it. The text of a point never changes, or its stored
/// result would not be found: names are those of version 0.1, with numbers that follow from others. A new member of a machine is added at
/// the end of its record by <see cref="RecordText.AddUnless"/>, with the value that machines had before it.
/// </summary>
internal static class PointText
{
    // Changes when the same result is written differently.
    private const int Schema = 2;

    /// <summary>The text of a point.</summary>
    /// <param name="point">The point; its id is not read.</param>
    internal static string Of(StudyPoint point) => string.Join(
        '\n',
        $"schema {Schema}",
        $"model revision {ModelRevision.Number}",
        $"network {point.Network.Fingerprint}",
        $"batch {point.Batch}",
        $"machine {Of(point.Machine.Spec)}",
        $"memory {point.Memory.Technology.Name}",
        $"figures {Of(point.Metrics)}",
        $"capacity {point.CapacityBytes}");

    /// <summary>The text of a machine.</summary>
    /// <param name="machine">The machine.</param>
    internal static string Of(MachineSpec machine) => new RecordText("MachineSpec")
        .Add("Name", machine.Name)
        .Add("Array", Of(machine.Array))
        .Add("ClockPeriodPs", machine.ClockPeriodPs)
        .Add("DataType", ProductFormats.StoredName(machine.ProductFormat))
        .Add("Scratchpad", Of(machine.Scratchpad))
        .Add("ArrayFigures", machine.MemoryMetricsScope)
        .Add("VectorWords", machine.VectorWords)
        .Add("DramRefetch", machine.DramRefetch)
        .Add("Dram", DramPointText.Of(machine.Dram))
        .Add("MacEnergyPj", machine.MacEnergyPj)
        .Add("WordBytes", machine.WordBytes)
        .Add("WordsPerLine", machine.WordsPerLine)
        .AddUnless("Residency", machine.Residency, PaperChoices.Residency)
        .AddUnless("Eviction", machine.Eviction, PaperChoices.Eviction)
        .AddUnless("Ordering", machine.Ordering, PaperChoices.Ordering)
        .AddUnless("DramPolicy", machine.DramPolicy, PaperChoices.DramPolicy)
        .AddUnless("Formats", machine.Formats.ToString(), RoleFormats.None.ToString())
        .AddUnless("Mapping", machine.Mapping, PaperChoices.Mapping)
        .AddUnless("TileLoops", EnumName.Of(machine.TileLoops), EnumName.Of(PaperChoices.TileLoops))
        .AddUnless("Overlap", Of(machine.Overlap), Of(OverlapSpec.None))
        .AddUnless("IdealDram", Of(machine.IdealDram), "")
        .AddUnless("Accumulators", Of(machine.Accumulators), "")
        .AddUnless("VectorUnit", machine.VectorUnit.ToString(), VectorUnitSpec.Plain.ToString())
        .ToString();

    /// <summary>The text of what an array costs.</summary>
    /// <param name="metrics">Its metrics.</param>
    internal static string Of(MemoryMetrics metrics) => new RecordText("MemoryFigures")
        .Add("CapacityBytes", metrics.CapacityBytes)
        .Add("AreaMm2", metrics.AreaMm2)
        .Add("ReadLatencyNs", metrics.ReadLatencyNs)
        .Add("WriteLatencyNs", metrics.WriteLatencyNs)
        .Add("ReadEnergyPj", metrics.ReadEnergyPj)
        .Add("WriteEnergyPj", metrics.WriteEnergyPj)
        .Add("AccessBits", metrics.AccessBits)
        .Add("LeakageMw", metrics.LeakageMw)
        .Add("ReadEnergyPjPerBit", metrics.ReadEnergyPjPerBit)
        .Add("WriteEnergyPjPerBit", metrics.WriteEnergyPjPerBit)
        .ToString();

    private static string Of(OverlapSpec overlap) => $"{overlap.OperandBuffers}/{overlap.OutputBuffers}/{overlap.DmaPolicy}"
        + (overlap.FillBanks == FillBanks.Split ? "" : "/" + EnumName.Of(overlap.FillBanks));

    private static string Of(IdealDram? dram) => dram is null ? "" : $"{dram.BytesPerCycle}/{dram.LatencyCycles}/{dram.LatencyMode}";

    private static string Of(AccumulatorSpec? buffer) => buffer is null
        ? ""
        : FormattableString.Invariant(
            $"{buffer.Bytes}/{buffer.Banks}/{buffer.ReadPj:R}/{buffer.WritePj:R}/{buffer.LeakageMw:R}/{buffer.AreaMm2:R}");

    /// <summary>Stored points are found by this text, which has the type's former name.</summary>
    private static string Of(SystolicArraySpec array) => new RecordText("ArrayGeometry")
        .Add("Rows", array.Rows)
        .Add("Columns", array.Columns)
        .Add("Drain", array.Drain)
        .Add("TrimEdgeFolds", array.TrimEdgeFolds)
        .Add("DrainsBottomFirst", array.DrainsBottomFirst)
        .AddUnless("Arrays", array.Arrays, 1)
        .AddUnless("Dataflow", array.Dataflow, DataflowKind.OutputStationary)
        .AddUnless("TileLoad", array.TileLoad, SystolicArraySpec.DefaultTileLoad)
        .ToString();

    private static string Of(ScratchpadSpec scratchpad) => new RecordText("ScratchpadSpec")
        .Add("Banks", scratchpad.Banks)
        .Add("LineBytes", scratchpad.LineBytes)
        .Add("Banking", Banking.StoredName(scratchpad.Banking))
        .Add("InitiationIntervalCycles", scratchpad.InitiationIntervalCycles)
        .AddUnless("WriteVerify", Of(scratchpad.WriteVerify), "")
        .ToString();

    private static string Of(WriteVerifySpec? verify) => verify is null ? "" : new RecordText("WriteVerifySpec")
        .Add("MaxAttempts", verify.MaxAttempts)
        .Add("WriteErrorRate", verify.WriteErrorRate)
        .Add("ToggleProbability", verify.ToggleProbability)
        .Add("Seed", verify.Seed)
        .ToString();
}
