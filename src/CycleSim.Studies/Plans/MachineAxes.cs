using System.Collections.Immutable;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Platform;

namespace CycleSim.Studies.Plans;

/// <summary>
/// Keys of machines' files that a study varies: every combination of their values is a machine of its own. Values may be anything that a
/// file may hold there; the machine is read as if it stood in its file.
/// </summary>
/// <param name="axes">For each axis the changes to choose from.</param>
public sealed class MachineAxes(ImmutableArray<ImmutableArray<NamedChange>> axes)
{
    /// <summary>Largest number of machines of one file.</summary>
    private const int MaxMachines = 10_000;

    /// <summary>More than any machine has keys to vary.</summary>
    private const int MaxAxes = 64;

    /// <summary>Reads axes from an object of lists.</summary>
    /// <param name="lists">For each key, or path of keys, its values; under "changes" objects of several keys.</param>
    /// <exception cref="InputException">A list is missing or empty, or there are too many.</exception>
    public static MachineAxes Of(ConfigObject lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        if (lists.Keys.Count > MaxAxes)
            throw lists.Error($"has {lists.Keys.Count} axes; allowed: {MaxAxes}");
        return new MachineAxes([.. lists.Keys.Select(key => lists.ChangesOf(key).ToImmutableArray())]);
    }

    /// <summary>The variants of a machine: the last axis varies fastest.</summary>
    /// <param name="nameOrPath">A shipped machine, or a file.</param>
    /// <exception cref="InputException">There is no such machine, or a combination of values is none.</exception>
    public ImmutableArray<MachineVariant> Of(string nameOrPath)
    {
        ConfigObject root = ModelStore.Open(ModelKind.Machines, nameOrPath);
        IEnumerable<ImmutableArray<NamedChange>> combinations = [[]];
        foreach (ImmutableArray<NamedChange> axis in axes)
            combinations = combinations.SelectMany(before => axis.Select(change => before.Add(change)));
        double count = axes.Aggregate(1.0, (product, axis) => product * axis.Length);
        return count <= MaxMachines
            ? [.. combinations.Select(changes => Variant(root, changes))]
            : throw new InputException(FormattableString.Invariant($"{count:0} variants of machine {nameOrPath}; allowed: {MaxMachines}"));
    }

    private static MachineVariant Variant(ConfigObject root, ImmutableArray<NamedChange> changes)
    {
        string names = string.Join(' ', changes.Select(change => change.Name));
        if (changes.SelectMany(change => change.Paths).GroupBy(path => path).FirstOrDefault(path => path.Count() > 1) is { } twice)
            throw new InputException($"machine with {names}: two axes change {twice.Key}");
        try
        {
            MachineSpec spec = MachineLoader.Read(changes.Aggregate(root, (json, change) => json.With(change.Change)));
            return new MachineVariant($"{spec.Name} {names}".TrimEnd(), spec);
        }
        catch (InputException problem) when (changes.Length > 0)
        {
            throw new InputException($"machine with {names}: {problem.Message}");
        }
    }
}
