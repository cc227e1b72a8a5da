using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

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
    public static MachineSpec Read(ConfigObject root)
    {
        KeyValues keys = MachineKeys.All.Read(root);
        DataType dataType = keys.Get(MachineKeys.DataType);
        int vectorWords = keys.Get(MachineKeys.VectorWords);
        var machine = new MachineSpec(
            keys.Get(MachineKeys.Name), ReadArray(keys.Get(MachineKeys.Array)), Period(keys), dataType,
            ReadScratchpad(keys.Get(MachineKeys.Scratchpad)), keys.Get(MachineKeys.MemoryMetricsScope), vectorWords,
            keys.Get(MachineKeys.DramRefetch), ReadDram(keys), MacEnergy.Read(keys, dataType))
        {
            Residency = keys.Get(MachineKeys.Residency),
            Eviction = keys.Get(MachineKeys.Eviction),
            Ordering = keys.Get(MachineKeys.Ordering),
            DramPolicy = ReadDramPolicy(keys),
            Formats = RoleFormatLoader.Read(keys),
        };
        int lineWords = machine.Scratchpad.LineBytes / TensorRoles.All.Select(machine.WordBytesOf).Append(machine.WordBytes).Min();
        return vectorWords % lineWords == 0
            ? machine
            : throw keys.Error(MachineKeys.VectorWords, $"must fill whole lines: a multiple of {lineWords} words");
    }

    /// <summary>A path is meant relative to the machine's own file.</summary>
    private static DramSpec ReadDram(KeyValues keys)
    {
        string name = keys.Get(MachineKeys.Dram);
        string source = keys.Json.Source;
        bool isPath = DramLoader.IsPath(name);
        string? folder = File.Exists(source) ? Path.GetDirectoryName(Path.GetFullPath(source)) : null;
        return DramLoader.Load(isPath && folder is not null ? Path.Combine(folder, name) : name);
    }

    private static string ReadDramPolicy(KeyValues keys)
    {
        string name = keys.Get(MachineKeys.DramPolicy);
        try
        {
            DramPolicy.Of(name);
            return name;
        }
        catch (InputException problem)
        {
            throw keys.Error(MachineKeys.DramPolicy, problem.Message);
        }
    }

    private static long Period(KeyValues keys)
    {
        double period = 1000 / keys.Get(MachineKeys.Clock);
        return period == Math.Floor(period)
            ? (long)period
            : throw keys.Error(
                MachineKeys.Clock, "must make the clock period a whole number of picoseconds, e.g. 0.5, 0.8, 1, 1.25, 2");
    }

    private static ArrayGeometry ReadArray(KeyValues keys)
    {
        var geometry = new ArrayGeometry(
            keys.Get(SystolicArrayKeys.Rows), keys.Get(SystolicArrayKeys.Columns), keys.Get(SystolicArrayKeys.Drain),
            keys.Get(SystolicArrayKeys.TrimEdgeFolds));
        if (geometry.Drain == DrainMode.Scalesim && geometry.Rows + geometry.Columns < 3)
            throw keys.Error(SystolicArrayKeys.Drain, "\"scalesim\" counts one cycle less than a 1x1 array takes; use \"physical\"");
        if (geometry.TrimEdgeFolds && geometry.Drain != DrainMode.Physical)
            throw keys.Error(SystolicArrayKeys.TrimEdgeFolds, "goes with drain \"physical\" only");
        return geometry;
    }

    private static ScratchpadSpec ReadScratchpad(KeyValues keys) => new(
        keys.Get(ScratchpadKeys.Banks), keys.Get(ScratchpadKeys.LineBytes), keys.Get(ScratchpadKeys.Banking),
        keys.Has(ScratchpadKeys.InitiationInterval) ? keys.Get(ScratchpadKeys.InitiationInterval) : null);
}
