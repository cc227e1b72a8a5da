using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Workloads.Formats;

namespace CycleSim.Studies.Plans;

/// <summary>A machine of a study and the name that tables and figures give it.</summary>
/// <param name="Label">Name, unique within a study.</param>
/// <param name="Spec">The machine.</param>
public sealed record MachineVariant(string Label, MachineSpec Spec)
{
    /// <summary>Loads a shipped machine or a file; the label is its name.</summary>
    /// <exception cref="InputException">No such machine, or it is not valid.</exception>
    public static MachineVariant Load(string nameOrPath)
    {
        MachineSpec spec = MachineLoader.Load(nameOrPath);
        return new(spec.Name, spec);
    }

    /// <summary>The same machine with another way to leave the array.</summary>
    public MachineVariant With(DrainMode drain) =>
        Changed($"drain={EnumName.Of(drain)}", Spec with { Array = Spec.Array with { Drain = drain } });

    /// <summary>The same machine with another bank mapping.</summary>
    /// <param name="banking">Its name.</param>
    public MachineVariant WithBanking(string banking) =>
        Changed($"banking={banking}", Spec with { Scratchpad = Spec.Scratchpad with { Banking = banking } });

    /// <summary>
    /// The same machine asked for other array metrics. Its label stands in result files, which keep the key's former name.
    /// </summary>
    public MachineVariant With(MemoryMetricsScope metrics) =>
        Changed($"array_figures={EnumName.Of(metrics)}", Spec with { MemoryMetricsScope = metrics });

    /// <summary>The same machine with another fetch rule.</summary>
    public MachineVariant With(DramRefetch refetch) => Changed($"dram_refetch={EnumName.Of(refetch)}", Spec with { DramRefetch = refetch });

    /// <summary>The same machine with another number format.</summary>
    /// <param name="format">Number format of the products.</param>
    /// <param name="macEnergyPj">Energy of one multiply-accumulate in that format, pJ.</param>
    public MachineVariant With(NumberFormat format, double macEnergyPj) =>
        Changed($"data_type={format.Name}", Spec with { ProductFormat = format, MacEnergyPj = macEnergyPj });

    /// <summary>The same machine with pipelined banks.</summary>
    /// <param name="cycles">Cycles a bank is busy with an access.</param>
    public MachineVariant WithInitiationInterval(int cycles) => Changed(
        $"initiation_interval_cycles={cycles}", Spec with { Scratchpad = Spec.Scratchpad with { InitiationIntervalCycles = cycles } });

    /// <summary>The same machine with the keys of an object changed, named as in a machine's file.</summary>
    /// <param name="keys">The keys, of <see cref="MachineChangeKeys"/>.</param>
    /// <exception cref="InputException">A value is not allowed for this machine.</exception>
    internal MachineVariant With(KeyValues keys)
    {
        MachineVariant changed = this;
        if (keys.Has(MachineChangeKeys.Drain))
            changed = changed.With(keys.Get(MachineChangeKeys.Drain));
        if (keys.Has(MachineChangeKeys.Banking))
            changed = changed.WithBanking(keys.Get(MachineChangeKeys.Banking));
        if (keys.Has(MachineChangeKeys.InitiationInterval))
            changed = changed.WithInitiationInterval(keys.Get(MachineChangeKeys.InitiationInterval));
        if (keys.Has(MachineChangeKeys.MemoryMetricsScope))
            changed = changed.With(keys.Get(MachineChangeKeys.MemoryMetricsScope));
        if (keys.Has(MachineChangeKeys.DramRefetch))
            changed = changed.With(keys.Get(MachineChangeKeys.DramRefetch));
        if (keys.Has(MachineChangeKeys.DataType))
            changed = changed.With(NumberFormats.All.Get(keys.Get(MachineChangeKeys.DataType)), MacEnergy(keys));
        else if (keys.Has(MachineChangeKeys.MacEnergy))
            throw keys.Error(MachineChangeKeys.MacEnergy, "goes with data_type");
        if (keys.Has(MachineChangeKeys.Drain) && changed.Spec.Array.HasStationaryOperand)
        {
            throw keys.Error(
                MachineChangeKeys.Drain, $"machine \"{Spec.Name}\" has a stationary operand; its outputs leave as they stream");
        }

        if (keys.Has(MachineChangeKeys.DataType) && !changed.Spec.HasWholeLinesOfColumns)
        {
            throw keys.Error(
                MachineChangeKeys.DataType,
                $"machine \"{Spec.Name}\" has several arrays of {Spec.Array.Columns} columns; they must be whole lines of words");
        }

        return changed.Spec.Array is { TrimEdgeFolds: true, Drain: not DrainMode.Physical }
            ? throw keys.Error(MachineChangeKeys.Drain, $"machine \"{Spec.Name}\" trims edge folds, which goes with \"physical\" only")
            : changed;
    }

    private static double MacEnergy(KeyValues keys) => keys.Has(MachineChangeKeys.MacEnergy)
        ? keys.Get(MachineChangeKeys.MacEnergy)
        : throw keys.Error($"key \"{MachineChangeKeys.MacEnergy.Name}\" is missing; data_type needs it");

    private MachineVariant Changed(string change, MachineSpec spec) => new($"{Label} {change}", spec);
}
