using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Coding;
using CycleSim.Arrays.Models;
using CycleSim.Platform;

namespace CycleSim.Studies.Plans;

/// <summary>A memory technology of a study and the name that tables and figures give it.</summary>
/// <param name="Label">Name, unique within a study.</param>
/// <param name="Technology">The technology.</param>
public sealed record MemoryVariant(string Label, MemoryTechnology Technology)
{
    /// <summary>Loads a shipped technology or a file; the label is its name.</summary>
    /// <exception cref="InputException">No such technology, or it is not valid.</exception>
    public static MemoryVariant Load(string nameOrPath)
    {
        var technology = MemoryTechnologyLoader.Load(nameOrPath);
        return new(technology.Name, technology);
    }

    /// <summary>Whether it has cells whose writes can be chosen: an STT-MRAM whose circuit is described.</summary>
    public bool HasWritePoint => Technology.Circuit?.WritePoint is not null;

    /// <summary>The same memory, designed from its circuit, with changes to it.</summary>
    /// <param name="label">Label of the variant.</param>
    /// <param name="change">Changes the circuit.</param>
    /// <exception cref="InputException">The memory describes no circuit, or the changed one is not valid.</exception>
    public MemoryVariant WithCircuit(string label, Func<CircuitSpec, CircuitSpec> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        CircuitSpec circuit = Technology.Circuit ?? throw new InputException(
            $"memory \"{Technology.Name}\" describes no circuit that could be changed");
        CircuitSpec changed = change(circuit);
        CircuitModel model = new(changed);
        return new(label, Named(label, Technology.Code is { } code
            ? CodedModel.Of(model, code, changed.AccessBits, changed.NodeNm) : model));
    }

    /// <summary>The same memory with a write point from the device layer.</summary>
    /// <param name="junction">A shipped junction or a file.</param>
    /// <param name="writeErrorRate">Probability that a bit that is to change keeps its old value.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="InputException">No such junction, or the rate cannot be reached.</exception>
    public MemoryVariant WithWritePoint(string junction, double writeErrorRate, double pulseNs)
    {
        string label = FormattableString.Invariant($"{Label}@{writeErrorRate:0.###e+0}/{pulseNs:0.###}ns");
        return WithCircuit(
            label, circuit => circuit with { WritePoint = DeviceWritePoints.AtPulse(label, junction, writeErrorRate, pulseNs) });
    }

    /// <summary>The same memory with an error correcting code.</summary>
    /// <param name="label">Label of the variant.</param>
    /// <param name="code">The code, and the gates that encode and decode.</param>
    /// <exception cref="InputException">It has a code already or consists of parts, or an access is no multiple of the word.</exception>
    public MemoryVariant WithCode(string label, MemoryCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return new(label, Named(label, CodedModel.Of(Technology.Model, code, Technology.AccessBits, Technology.NodeNm)));
    }

    /// <summary>Words whose bits lie in several memories.</summary>
    /// <param name="label">Label of the whole.</param>
    /// <param name="parts">Bits of a word and where they lie.</param>
    public static MemoryVariant Heterogeneous(string label, params ReadOnlySpan<(int Bits, MemoryVariant Memory)> parts)
    {
        MemoryTechnology first = parts[0].Memory.Technology;
        var words = new List<WordPart>();
        foreach ((int bits, MemoryVariant memory) in parts)
            if (bits > 0)
                words.Add(new WordPart(bits, memory.Technology));
        return words.Count == 1
            ? new(label, words[0].Memory)
            : new(label, Copy(first, label, new HeterogeneousModel([.. words], first.AccessBits)));
    }

    private MemoryTechnology Named(string name, IMemoryModel model) => Copy(Technology, name, model);

    private static MemoryTechnology Copy(MemoryTechnology technology, string name, IMemoryModel model) => new()
    {
        Name = name,
        Description = technology.Description,
        Cell = technology.Cell,
        NodeNm = technology.NodeNm,
        Organisation = technology.Organisation,
        AccessBits = technology.AccessBits,
        Sources = technology.Sources,
        Model = model,
        Circuit = (CodedModel.ArrayOf(model) as CircuitModel)?.Spec,
    };
}
