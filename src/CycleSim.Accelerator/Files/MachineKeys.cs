using System.Collections.Immutable;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping.Objectives;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Tiles;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Formats;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of a machine's file, models/machines/*.json.</summary>
public static class MachineKeys
{
    /// <summary>All keys of the file.</summary>
    public static readonly KeySet All = new("machine", "An accelerator without its memory technology and capacity.");

    internal static readonly Key<string> Name = All.String("name", "Name in tables and reports.");

    internal static readonly Key<string> Description = All.String("description", "What the machine is.");

    internal static readonly Key<double> Clock = All.Number(
        "clock_ghz", "Core clock; its period must be a whole number of picoseconds.", 0.01, 10, "GHz",
        whenMissing: "clock_period_ps says it");

    internal static readonly Key<int> ClockPeriod = All.Int(
        "clock_period_ps", "Period of the core clock, for clocks whose period is no whole number of picoseconds: the nearest one.", 100,
        100_000, "ps", whenMissing: "clock_ghz says it");

    internal static readonly ImmutableArray<DeclaredKey> Clocks = All.ExactlyOne(Clock, ClockPeriod);

    internal static readonly Key<string> DataType = All.Choice(
        "data_type", "Number format of the products, and of all tensors that \"formats\" does not name.", ProductFormats.Choices,
        NumberFormats.Fp32.Name);

    internal static readonly Key<KeyValues> Formats = All.Object(
        "formats", "Number formats in which the tensors of each role are stored.", RoleFormatKeys.All, whenMissing: "as data_type");

    internal static readonly Key<KeyValues> Array = All.Object(
        "systolic_array", "The systolic array.", SystolicArrayKeys.All, formerNames: ["array"]);

    internal static readonly Key<KeyValues> Accumulators = All.Object(
        "accumulators", "The buffer of partial sums, of arrays with a stationary operand.", AccumulatorKeys.All,
        whenMissing: "none, for output-stationary arrays");

    internal static readonly Key<KeyValues> Scratchpad = All.Object(
        "scratchpad", "Organisation of the three scratchpads, which are alike.", ScratchpadKeys.All);

    internal static readonly Key<MemoryMetricsScope> MemoryMetricsScope = All.Enum<MemoryMetricsScope>(
        "memory_metrics",
        "Which capacity the memory model is asked for.",
        [
            new(
                Machine.MemoryMetricsScope.Total,
                "an access has latency and energy of one array of the whole on-chip capacity; leakage and area too"),
            new(
                Machine.MemoryMetricsScope.PerScratchpad,
                "each scratchpad is an array of a third of the capacity; leakage and area count three times"),
        ],
        Machine.MemoryMetricsScope.Total,
        formerNames: ["array_metrics", "array_figures"]);

    internal static readonly Key<int> VectorWords = All.Int(
        "vector_words", "Width of the vector unit, a multiple of a scratchpad line.", 1, VectorUnitSpec.MaxWords, "words", 256);

    internal static readonly Key<KeyValues> VectorUnit = All.Object(
        "vector_unit", "Passes and functions of the vector unit.", VectorUnitKeys.All,
        whenMissing: "one pass, and a cycle for each step of vector_words");

    internal static readonly Key<string> Residency = All.Choice(
        "residency", "Which tensors are on-chip when.", ResidencyPolicies.All, PaperChoices.Residency,
        formerNames: ["placement"]);

    internal static readonly Key<string> Mapping = All.Choice(
        "mapping", "What the choice of tiles makes as small as possible, with residency tiled.", MappingObjectives.All,
        PaperChoices.Mapping);

    internal static readonly Key<TileDirection> TileLoops = All.Enum<TileDirection>(
        "tile_loops",
        "In which direction the loops over the tiles run, with residency tiled.",
        [
            new(TileDirection.Forward, "every loop runs from its first tile to its last"),
            new(
                TileDirection.Serpentine,
                "the middle and the inner loop turn round instead of starting again, so that the tile at the turn stays: for the same "
                + "tiles never more bytes"),
        ],
        PaperChoices.TileLoops);

    internal static readonly Key<string> Eviction = All.Choice(
        "eviction", "Which tensor leaves a scratchpad when room is needed.", EvictionPolicies.All, PaperChoices.Eviction);

    internal static readonly Key<string> Ordering = All.Choice(
        "ordering", "Whether loads, computations and stores overlap.", Orderings.All, PaperChoices.Ordering);

    internal static readonly Key<DramRefetch> DramRefetch = All.Enum<DramRefetch>(
        "dram_refetch",
        "What a fold fetches of an operand that lives in DRAM.",
        [
            new(Machine.DramRefetch.Tile, "each distinct line of its footprint once"),
            new(Machine.DramRefetch.Panel, "as tile, but not an operand panel that the fold before used as well"),
        ],
        Machine.DramRefetch.Tile);

    internal static readonly Key<int> OperandBuffers = All.Int(
        "operand_buffers", "Buffers of each operand with ordering overlapped: 1 is no overlap of load and computation, 2 is ping-pong.", 1,
        OverlapSpec.MaxBuffers, whenMissing: $"{OverlapSpec.PingPong.OperandBuffers}");

    internal static readonly Key<int> OutputBuffers = All.Int(
        "output_buffers", "Buffers of outputs with ordering overlapped.", 1, OverlapSpec.MaxBuffers,
        whenMissing: $"{OverlapSpec.PingPong.OutputBuffers}");

    internal static readonly Key<string> DmaPolicy = All.Choice(
        "dma_policy", "What the DMA channel moves next, with ordering overlapped.", DmaPolicies.All, OverlapSpec.PingPong.DmaPolicy);

    internal static readonly Key<FillBanks> FillBanks = All.Enum<FillBanks>(
        "fill_banks",
        "Which banks the DMA engine fills and empties while lanes compute, with residency tiled and ordering overlapped.",
        [
            new(Machine.FillBanks.Split, "those of the half that is not computed on: DMA engine and lanes never meet"),
            new(Machine.FillBanks.Shared, "all: each line takes its bank, and lanes and DMA engine wait for each other"),
        ],
        Machine.FillBanks.Split);

    internal static readonly Key<StringOrObject> Dram = All.StringOrObject(
        "dram", "Name of a shipped DRAM part, or a file; a path is relative to the machine's file. An object for an ideal memory.",
        MachineDramKeys.All);

    internal static readonly Key<string> DramPolicy = All.String(
        "dram_policy",
        "Policy of the DRAM controllers: default (what the part names), dramsim3 (what that tool does), or names of a scheduler, a page "
        + "policy and a refresh policy, joined by commas, that replace the part's.",
        PaperChoices.DramPolicy);

    internal static readonly Key<NumberOrObject> MacEnergy = All.NumberOrObject(
        "mac_energy_pj", "Energy of one multiply-accumulate: a number for fp32, or an object with one for each number format.", 0,
        MacEnergyKeys.MaxEnergyPj, "pJ", MacEnergyKeys.All);

    internal static readonly Key<long> Capacity = All.Bytes(
        "capacity", "Capacity of the three scratchpads together, for `cyclesim validate` without --capacity.",
        whenMissing: "--capacity says it");

    internal static readonly Key<ImmutableArray<KeyValues>> Assumed = All.Objects(
        "assumed", "What no public source says, each with another value that `cyclesim validate` runs too.", AssumedKeys.All,
        whenMissing: "nothing");
}
