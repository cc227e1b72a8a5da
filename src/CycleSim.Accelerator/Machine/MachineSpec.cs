using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using CycleSim.Platform;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Machine;

/// <summary>Everything about the accelerator but its memory technology and capacity.</summary>
/// <param name="Name">Name of the machine.</param>
/// <param name="Array">Systolic array.</param>
/// <param name="ClockPeriodPs">Core clock period, ps.</param>
/// <param name="ProductFormat">
/// Number format of the products, and of tensors without a format of their own; one of <see cref="ProductFormats"/>.
/// </param>
/// <param name="Scratchpad">Scratchpad organisation.</param>
/// <param name="MemoryMetricsScope">Which capacity the memory model is asked for.</param>
/// <param name="VectorWords">Width of the vector unit in words; a multiple of a line.</param>
/// <param name="DramRefetch">Fetch rule of operands in DRAM.</param>
/// <param name="Dram">Off-chip memory.</param>
/// <param name="MacEnergyPj">Energy of one multiply-accumulate in the given number format, pJ.</param>
public sealed record MachineSpec(
    string Name,
    SystolicArraySpec Array,
    long ClockPeriodPs,
    NumberFormat ProductFormat,
    ScratchpadSpec Scratchpad,
    MemoryMetricsScope MemoryMetricsScope,
    int VectorWords,
    DramRefetch DramRefetch,
    DramSpec Dram,
    double MacEnergyPj)
{
    /// <summary>What the vector unit does with the words that it takes in a step.</summary>
    public VectorUnitSpec VectorUnit { get; init; } = VectorUnitSpec.Plain;

    /// <summary>Name of the residency policy: which tensors are on-chip when.</summary>
    public string Residency { get; init; } = PaperChoices.Residency;

    /// <summary>Name of what the choice of tiles makes as small as possible.</summary>
    public string Mapping { get; init; } = PaperChoices.Mapping;

    /// <summary>In which direction the loops over tiles run.</summary>
    public TileDirection TileLoops { get; init; } = PaperChoices.TileLoops;

    /// <summary>Name of the eviction policy: which tensor leaves when room is needed.</summary>
    public string Eviction { get; init; } = PaperChoices.Eviction;

    /// <summary>Name of the ordering: whether loads, computations and stores overlap.</summary>
    public string Ordering { get; init; } = PaperChoices.Ordering;

    /// <summary>Name of the DRAM controllers' policy; "default" is what the part names.</summary>
    public string DramPolicy { get; init; } = PaperChoices.DramPolicy;

    /// <summary>Buffers of tiles, and the order of transfers where loads, computations and stores overlap.</summary>
    public OverlapSpec Overlap { get; init; } = OverlapSpec.None;

    /// <summary>
    /// The memory where it is ideal; null for that of <see cref="Dram"/>, which then only says that a burst is a line, that everything has
    /// room and that nothing costs energy.
    /// </summary>
    public IdealDram? IdealDram { get; init; }

    /// <summary>Where arrays with a stationary operand add up partial sums; null for none, on output-stationary arrays.</summary>
    public AccumulatorSpec? Accumulators { get; init; }

    /// <summary>The DRAM part as its policy runs it; of an ideal memory the part that stands for it.</summary>
    internal DramSpec DramAsRun => IdealDram is null ? Policy.Apply(Dram) : Dram;

    /// <summary>Rules that the DRAM's policy keeps.</summary>
    internal TimingRules DramRules => Policy.Rules;

    private CycleSim.Dram.Control.DramPolicy Policy => CycleSim.Dram.Control.DramPolicy.Of(DramPolicy);

    /// <summary>Bandwidth of the DRAM when transfers follow each other, GB/s.</summary>
    public double DramPeakGbPerS => IdealDram is { } ideal ? ideal.BytesPerCycle * 1e3 / ClockPeriodPs : Dram.PeakGbPerS;

    /// <summary>Number formats in which tensors are stored, where they differ from that of the products.</summary>
    public RoleFormats Formats { get; init; } = RoleFormats.None;

    /// <summary>Bytes of a stored word of a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <exception cref="InputException">Words of its format are no whole bytes.</exception>
    public int WordBytesOf(TensorSpec tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return FormatOf(tensor) is { } format ? WordBytesOf(format, $"tensor {tensor.Name}") : WordBytes;
    }

    /// <summary>Words of a tensor that share a scale of one byte; 0 where none do.</summary>
    /// <param name="tensor">The tensor.</param>
    internal int BlockWordsOf(TensorSpec tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return FormatOf(tensor) is { ScaleFormat: not null } format ? format.BlockSize : 0;
    }

    /// <summary>Bytes of a stored word of the tensors of a role that have no format of their own.</summary>
    /// <param name="role">The role.</param>
    /// <exception cref="InputException">Words of its format are no whole bytes.</exception>
    public int WordBytesOf(TensorRole role) =>
        Formats.Of(role) is { } format ? WordBytesOf(format, $"{role.ToString().ToLowerInvariant()} tensors") : WordBytes;

    private static int WordBytesOf(NumberFormat format, string tensors) => StorableFormats.Holds(format)
        ? format.Bits / 8
        : throw new InputException($"{tensors}: format {format.Name} cannot be simulated; it has no words of whole bytes");

    /// <summary>Seed of what is drawn at random, the attempts at verified writes; null where nothing is.</summary>
    public int? Seed => Scratchpad.WriteVerify?.Seed;

    /// <summary>Bytes of a word of the products.</summary>
    public int WordBytes => ProductFormat.Bits / 8;

    /// <summary>Arrays that make up the on-chip memory, each with an equal part of its capacity: one, or one for each scratchpad.</summary>
    public int MemoryArrayCount => MemoryMetricsScope == MemoryMetricsScope.Total ? 1 : TensorRoles.Count;

    /// <summary>Whole clock cycles of an access, rounded up, at least one.</summary>
    public int CyclesOf(double ns) => (int)Math.Max(1, Math.Ceiling(ns * 1000 / ClockPeriodPs - 1e-9));

    /// <summary>Words of a line at most, of any tensor.</summary>
    internal int MaxWordsPerLine => Scratchpad.LineBytes / TensorRoles.All.Select(WordBytesOf).Append(WordBytes).Min();

    /// <summary>Several arrays have columns of whole lines each: the columns of a line's words share a port.</summary>
    public bool HasWholeLinesOfColumns => Array.Arrays == 1 || Array.Columns % MaxWordsPerLine == 0;

    /// <summary>Lines in which whole tensors pass between DRAM and scratchpads at a time.</summary>
    internal long TransferBlockLines => 2L * Array.Rows;

    /// <summary>Words of the products in a scratchpad line.</summary>
    public int WordsPerLine => Scratchpad.LineBytes / WordBytes;

    /// <summary>The format of a tensor: its own, else that of its role; null for that of the products.</summary>
    private NumberFormat? FormatOf(TensorSpec tensor) => tensor.Format ?? Formats.Of(tensor.Role);
}
