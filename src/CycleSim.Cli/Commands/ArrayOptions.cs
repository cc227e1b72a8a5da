using System.CommandLine;
using CycleSim.Arrays;
using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Coding;
using CycleSim.Arrays.Models;
using CycleSim.Arrays.Technology;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Commands.Reliability;
using CycleSim.Configuration.Models;
using CycleSim.Configuration.Text;
using CycleSim.Device.Codes;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands;

/// <summary>The options that choose an array model, shared by `cyclesim array` and its subcommands.</summary>
internal static class ArrayOptions
{
    private const string FromCommandLine = "from the command line";

    private const string WhatFollows =
        "; energy and write error rate follow where the write point is that of a junction, else the energy stays as stated";

    private static readonly ChoiceOption<MemoryModelKind?> Model = new OptionSpec(
        "--model", "Model of the array; without it what the file's \"model\" says, or the circuit where an option changes it")
        .Choice<MemoryModelKind?>(
        new("circuit", MemoryModelKind.Circuit, "designed from its circuits"), new("table", MemoryModelKind.Table, "the file's table"));

    private static readonly ChoiceOption<CircuitMode> Mode = new OptionSpec(
        "--mode", "How capacities and nodes between those of the tables are met; without it what the file says")
        .EnumChoice(CircuitModes.All);

    private static readonly ChoiceOption<SearchObjective> Objective = (CommandOptions.Objective with
    {
        Meaning = "What mats and subarrays are chosen for; without it what the file says",
    }).EnumChoice(SearchObjectives.All, explains: false);

    private static readonly ChoiceOption<MemoryOrganisation> Organisation = new OptionSpec(
        "--organisation", "What an array consists of; without it what the file says").EnumChoice(MemoryOrganisations.All);

    private static readonly ChoiceOption<TransistorKind> Transistors = new OptionSpec(
        "--transistors", "Transistors of the periphery; without it those of the file")
    {
        Since = "0.2",
        FormerNames = [new("--devices")],
    }.EnumChoice(TransistorKinds.All);

    private static readonly Option<double?> TemperatureK = (CommandOptions.TemperatureK with
    {
        Meaning = "Temperature of the transistors instead of that of the model file",
        Range = CircuitSpec.TemperaturesK,
    }).Optional<double?>();

    private static readonly ChoiceOption<WireKind> Wires = new OptionSpec(
        "--wires", "Wires of the H-tree of the data array; without it those of the file")
        .EnumChoice(WireKinds.All, explains: false);

    private static readonly Option<double?> NodeNm = new OptionSpec("--node-nm", "Technology node")
    {
        Unit = "nm",
        Range = CircuitSpec.NodesNm,
    }.Optional<double?>();

    private static readonly Option<int?> Ways = new OptionSpec("--ways", "Ways of a set of a cache, a power of two")
    {
        ValueForm = "N",
        Range = new NumberRange(1, CircuitSpec.MaxWays),
    }.Optional<int?>();

    private static readonly Option<int?> AccessBits = new OptionSpec("--access-bits", "Bits of an access, a power of two")
    {
        ValueForm = "N",
        Range = new NumberRange(CircuitSpec.MinAccessBits, CircuitSpec.MaxAccessBits),
    }.Optional<int?>();

    private static readonly Option<double?> CurrentUa = new OptionSpec("--write-current-ua", "Write current of an STT-MRAM" + WhatFollows)
    {
        Unit = "uA",
    }.Optional<double?>();

    private static readonly Option<double?> PulseNs = new OptionSpec("--write-pulse-ns", "Write pulse of an STT-MRAM, likewise")
    {
        Unit = "ns",
    }.Optional<double?>();

    private static readonly Option<double?> EnergyPj = new OptionSpec(
        "--write-energy-pj", "Energy of writing a cell of an STT-MRAM in either direction, as stated")
    {
        Unit = "pJ",
    }.Optional<double?>();

    private static readonly Option<string?> Device = (CommandOptions.Device with
    {
        Meaning = CommandOptions.Device.Meaning + "; it gives the write point alone: the cell and its reads stay those of the memory",
        FormerNames = [new("--write-device")],
    }).Optional<string?>();

    private static readonly Option<double?> ErrorRate = (SharedOptions.WriteErrorRate with
    {
        Range = WriteSolver.WriteErrorRates,
        Meaning = "Probability that a write fails, e.g. 8.62e-10 or 8e-4: the write point follows from it and --device",
    }).Optional<double?>();

    private static readonly Option<string?> Code = (SharedOptions.Code with
    {
        Meaning = $"Error correcting code, for which the array is widened instead of that of the file: {CodeTable.NamesText}",
    }).Optional<string?>();

    private static readonly Option<int?> DataBits = (SharedOptions.DataBits with
    {
        Meaning = $"Data bits of a word of {SharedOptions.Code.Name}; without it {CodeName.DefaultDataBits}",
        Range = new NumberRange(1, CodeTable.MaxDataBits),
    }).Optional<int?>();

    /// <summary>Options that change the circuit.</summary>
    private static readonly Option[] CircuitOnly =
    [
        Mode, Objective, Transistors, TemperatureK, Wires, NodeNm, Ways, AccessBits, CurrentUa, PulseNs, EnergyPj, Device, ErrorRate,
    ];

    /// <summary>What `array sensitivity` varies by itself.</summary>
    internal static IEnumerable<Option> Varied => [Transistors, TemperatureK, Wires];

    internal static IEnumerable<Option> All => [Model, Organisation, .. CircuitOnly, Code, DataBits];

    /// <summary>
    /// Makes the model that the options ask for: that of the file, unless --model says otherwise or an option changes the circuit, which
    /// only the circuit can answer.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="technology">A shipped memory technology or a file.</param>
    /// <param name="needsCircuit">What needs the circuit, for messages; null where any model will do.</param>
    internal static (MemoryTechnology Technology, IMemoryModel Model) Resolve(
        ParseResult parsed, string technology, string? needsCircuit = null)
    {
        MemoryTechnology memory = MemoryTechnologyLoader.Load(technology);
        MemoryModelKind? model = Model.Of(parsed, null);
        Option? changed = CircuitOnly.FirstOrDefault(option => parsed.IsGiven(option));
        if (model == MemoryModelKind.Table && (changed?.Name ?? needsCircuit) is { } asking)
            throw new InputException($"{asking} needs the circuit; it does not go with --model table");
        bool isCircuit = model == MemoryModelKind.Circuit;
        bool asksForCircuit = isCircuit || changed is not null || needsCircuit is not null;
        if (asksForCircuit && memory.Circuit is null)
        {
            throw new InputException(
                $"{(isCircuit ? "--model circuit" : changed?.Name ?? needsCircuit)}: memory \"{memory.Name}\" describes no " +
                "circuit; it needs a section \"circuit\"");
        }

        (MemoryTechnology found, IMemoryModel array) = asksForCircuit || (model is null && memory.Model.Kind == MemoryModelKind.Circuit)
            ? (memory, new CircuitModel(Change(parsed, memory.Circuit!)))
            : Stored(parsed, memory);
        return (found, Coded(parsed, found, array));
    }

    /// <summary>The option that names a junction, with its value; null where it is not given.</summary>
    internal static string? DeviceGiven(ParseResult parsed) =>
        parsed.GetValue(Device) is { } device ? $"{Device.Name} {device}" : null;

    /// <summary>The array with the code of the options, or else of the file.</summary>
    private static IMemoryModel Coded(ParseResult parsed, MemoryTechnology memory, IMemoryModel model)
    {
        string? name = parsed.GetValue(Code);
        if (name is null && parsed.IsGiven(DataBits))
            throw new InputException($"{DataBits.Name} goes with {Code.Name}");
        MemoryCode? code = name is null ? memory.Code : new(
            CodeOptions.Of(name, Code.Name, parsed.GetValue(DataBits)),
            memory.Code?.Gates ?? MemoryCode.AssumedGates);
        IMemoryModel plain = CodedModel.ArrayOf(model);
        if (code is null)
            return plain;
        CircuitSpec? spec = (plain as CircuitModel)?.Spec;
        try
        {
            return CodedModel.Of(plain, code, spec?.AccessBits ?? memory.AccessBits, spec?.NodeNm ?? memory.NodeNm);
        }
        catch (InputException problem) when (name is not null)
        {
            throw new InputException($"{Code.Name} {name}: {problem.Message}");
        }
    }

    /// <summary>The metrics that a file gives without its circuit; a shipped table of the other organisation has its own file.</summary>
    private static (MemoryTechnology, IMemoryModel) Stored(ParseResult parsed, MemoryTechnology memory)
    {
        MemoryOrganisation wanted = Organisation.Of(parsed, memory.Organisation);
        if (wanted != memory.Organisation)
        {
            string name = memory.Name + "-ram";
            if (wanted != MemoryOrganisation.Ram || !ModelStore.Names(ModelKind.Memories).Contains(name))
                throw new InputException($"--organisation: memory \"{memory.Name}\" has no table for this organisation");
            memory = MemoryTechnologyLoader.Load(name);
        }

        return memory.Model.Kind == MemoryModelKind.Circuit
            ? throw new InputException($"--model table: memory \"{memory.Name}\" has no table")
            : (memory, memory.Model);
    }

    private static CircuitSpec Change(ParseResult parsed, CircuitSpec spec) => spec with
    {
        Mode = Mode.Of(parsed, spec.Mode),
        Objective = Objective.Of(parsed, spec.Objective),
        Organisation = Organisation.Of(parsed, spec.Organisation),
        Transistors = Transistors.Of(parsed, spec.Transistors),
        TemperatureK = parsed.GetValue(TemperatureK) ?? spec.TemperatureK,
        NodeNm = parsed.GetValue(NodeNm) ?? spec.NodeNm,
        Ways = parsed.GetValue(Ways) ?? spec.Ways,
        AccessBits = parsed.GetValue(AccessBits) ?? spec.AccessBits,
        Wires = Wires.Of(parsed, spec.Wires),
        WritePoint = Change(parsed, spec.WritePoint),
    };

    private static WritePoint? Change(ParseResult parsed, WritePoint? point)
    {
        double? current = parsed.GetValue(CurrentUa);
        double? pulse = parsed.GetValue(PulseNs);
        double? energy = parsed.GetValue(EnergyPj);
        if (parsed.GetValue(Device) is { } device)
            return FromDevice(parsed, point, device);
        if (parsed.GetValue(ErrorRate) is not null)
            throw new InputException("--write-error-rate goes with --device");
        if (current is null && pulse is null && energy is null)
            return point;
        if (point is null)
            throw new InputException("--write-current-ua, --write-pulse-ns and --write-energy-pj are for STT-MRAM");
        (double currentA, double pulseS) = (current * 1e-6 ?? point.CurrentA, pulse * 1e-9 ?? point.PulseS);
        if (energy is null && point.Junction is { } junction)
            return DeviceWritePoints.AtCurrentAndPulse(FromCommandLine, junction, currentA, pulseS);
        return point with
        {
            Name = FromCommandLine,
            CurrentA = currentA,
            PulseS = pulseS,
            SetEnergyJ = energy * 1e-12 ?? point.SetEnergyJ,
            ResetEnergyJ = energy * 1e-12 ?? point.ResetEnergyJ,
            WriteErrorRate = null,
            Junction = null,
        };
    }

    private static WritePoint FromDevice(ParseResult parsed, WritePoint? point, string device)
    {
        if (point is null)
            throw new InputException("--device is for STT-MRAM");
        if (parsed.GetValue(CurrentUa) is not null || parsed.GetValue(EnergyPj) is not null)
            throw new InputException("--device gives current and energy; leave out --write-current-ua and --write-energy-pj");
        double rate = parsed.GetValue(ErrorRate) ?? throw new InputException("--device needs --write-error-rate");
        return DeviceWritePoints.AtPulse(FromCommandLine, device, rate, parsed.GetValue(PulseNs) ?? point.PulseS * 1e9);
    }
}
