using CycleSim.Configuration;
using CycleSim.Dram;

namespace CycleSim.Accelerator.Machine;

/// <summary>Reads machines from models/machines/*.json.</summary>
public static class MachineLoader
{
    private enum Placement
    {
        Atomic,
    }

    private enum Ordering
    {
        Sequential,
    }

    /// <summary>Loads a machine.</summary>
    /// <param name="nameOrPath">Name of a shipped machine, or a file.</param>
    /// <exception cref="InputException">The file is missing or wrong; the message names file, line and key.</exception>
    public static MachineSpec Load(string nameOrPath) => Read(ModelStore.Open(ModelKind.Machines, nameOrPath));

    /// <summary>Reads a machine from a parsed file.</summary>
    /// <param name="root">The file's root.</param>
    /// <exception cref="InputException">A key is missing, unknown or out of range.</exception>
    public static MachineSpec Read(ConfigObject root)
    {
        ArgumentNullException.ThrowIfNull(root);
        string name = root.String("name");
        root.String("description");
        long period = Period(root);
        DataType dataType = root.Enum<DataType>("data_type", DataType.Fp32);
        ArrayGeometry array = ReadArray(root.Object("array"));
        ScratchpadSpec scratchpad = ReadScratchpad(root.Object("scratchpad"));
        ArrayFigures figures = root.Enum<ArrayFigures>("array_figures", ArrayFigures.Total);
        int vectorWords = root.Int("vector_words", 1, 65536, 256);
        root.Enum<Placement>("placement", Placement.Atomic);
        root.Enum<Ordering>("ordering", Ordering.Sequential);
        DramRefetch refetch = root.Enum<DramRefetch>("dram_refetch", DramRefetch.Tile);
        DramSpec dram = ReadDram(root);
        double mac = MacEnergy.Read(root, dataType);
        root.RejectUnknownKeys();
        var machine = new MachineSpec(name, array, period, dataType, scratchpad, figures, vectorWords, refetch, dram, mac);
        return vectorWords % machine.WordsPerLine == 0
            ? machine
            : throw root.Error("vector_words", $"must fill whole lines: a multiple of {machine.WordsPerLine} words");
    }

    /// <summary>A path is meant relative to the machine's own file.</summary>
    private static DramSpec ReadDram(ConfigObject root)
    {
        string name = root.String("dram");
        bool isPath = name.EndsWith(".json", StringComparison.Ordinal) || name.Contains(Path.DirectorySeparatorChar);
        string? folder = File.Exists(root.Source) ? Path.GetDirectoryName(Path.GetFullPath(root.Source)) : null;
        DramSpec dram = DramLoader.Load(isPath && folder is not null ? Path.Combine(folder, name) : name);
        return new AddressMapping(dram.Mapping, dram).IsRowContiguous
            ? dram
            : throw root.Error("dram", $"has address mapping \"{dram.Mapping}\"; a machine needs the column (co) as the lowest field");
    }

    private static long Period(ConfigObject root)
    {
        double period = 1000 / root.Number("clock_ghz", 0.01, 10);
        return period == Math.Floor(period)
            ? (long)period
            : throw root.Error("clock_ghz", "must make the clock period a whole number of picoseconds, e.g. 0.5, 0.8, 1, 1.25, 2");
    }

    private static ArrayGeometry ReadArray(ConfigObject keys)
    {
        var geometry = new ArrayGeometry(
            keys.Int("rows", 1, 4096), keys.Int("columns", 1, 4096), keys.Enum<DrainMode>("drain", DrainMode.Physical),
            keys.Bool("trim_edge_folds", false));
        keys.RejectUnknownKeys();
        if (geometry.Drain == DrainMode.Scalesim && geometry.Rows + geometry.Columns < 3)
            throw keys.Error("drain", "\"scalesim\" counts one cycle less than a 1x1 array takes; use \"physical\"");
        if (geometry.TrimEdgeFolds && geometry.Drain != DrainMode.Physical)
            throw keys.Error("trim_edge_folds", "goes with drain \"physical\" only");
        return geometry;
    }

    private static ScratchpadSpec ReadScratchpad(ConfigObject keys)
    {
        int banks = keys.Int("banks", 1, 4096);
        int line = keys.Int("line_bytes", 64, 64);
        Banking banking = keys.Enum<Banking>("banking", Banking.Skewed);
        int? interval = keys.Has("initiation_interval_cycles") ? keys.Int("initiation_interval_cycles", 1, 1024) : null;
        keys.RejectUnknownKeys();
        return new ScratchpadSpec(banks, line, banking, interval);
    }
}
