using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using CycleSim.Arrays;
using CycleSim.Arrays.Import;
using CycleSim.Arrays.Models;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Arrays;
using CycleSim.Studies.Plots;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands;

/// <summary>`cyclesim array`: area, latency, energy and leakage of memory arrays.</summary>
internal static partial class ArrayCommand
{
    private static readonly FormerName FormerTech = new("--tech");

    private static readonly OptionSpec Several = CommandOptions.Memories with { FormerNames = [FormerTech] };

    private static readonly FormerName FormerOutput = new("--output");

    private static readonly Option<string> Memory = (CommandOptions.Memory with { FormerNames = [FormerTech] }).WithDefault("stt-mram");

    private static readonly Option<string[]> Memories = Several.WithDefault(CommandOptions.DefaultMemories);

    private static readonly Option<string[]?> PlotMemories = Several.Optional<string[]?>();

    private static readonly OptionSpec OfArray = CommandOptions.Capacity with
    {
        Meaning = "Capacity of the array, e.g. 48MiB or 48M (powers of 1024) or 48MB (powers of 1000)",
    };

    private static readonly Option<string?> Capacity = OfArray.Optional<string?>();

    private static readonly Option<string> SensitivityCapacity = OfArray.WithDefault("32MiB");

    private static readonly Option<double?> Area = new("--area-mm2")
    {
        HelpName = "mm2",
        Description = "The largest capacity that fits this area, in mm2",
    };

    private static readonly Option<string?> Force = new("--force")
    {
        HelpName = "MATS,CELLS,MULTIPLEXERS",
        Description = "Organisation of the data array instead of the best one: mats,cells of a subarray,multiplexers, e.g. " +
            "32x8,1024x1024,64/1/1",
    };

    private static readonly Option<string> From = CommandOptions.FromCapacity.WithDefault("32KiB");

    private static readonly Option<string> To = CommandOptions.ToCapacity.WithDefault("512MiB");

    private static readonly Option<int> PerOctave = CommandOptions.PerOctave.WithDefault(1);

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    private static readonly Option<bool> Csv = CommandOptions.Csv.Optional<bool>();

    private static readonly ChoiceOption<int> Figure = CommandOptions.Figure.ChoiceWithDefault(
        7,
        new("7", 7, "everything over capacity, SRAM and STT-MRAM"), new("8", 8, "what cheaper writes change"));

    private static readonly Option<string> Output = (CommandOptions.OutPicture with { FormerNames = [FormerOutput] }).Required<string>();

    private static readonly Argument<string[]> Reports = new("reports")
    {
        Description = "What NVSim or CACTI printed, a file for each capacity, or CACTI's out.csv",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Name = new("--name")
    {
        HelpName = "NAME",
        Description = "Name of the memory",
        DefaultValueFactory = _ => "imported",
    };

    private static readonly Option<string?> Table = (SharedOptions.Out with
    {
        Meaning = "Model file to write, .json; without it the model is printed",
        FormerNames = [FormerOutput],
    }).Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "array",
            "Area, latency, energy and leakage of a memory array.\n\n" +
            "Example: cyclesim array --memory stt-mram --capacity 48MiB --mode smooth\n" +
            "Example: cyclesim array --memory sram --area-mm2 0.5 --json\n" +
            "Example: cyclesim array --memory stt-mram-p55 --capacity 512KiB --code bch2 --data-bits 128")
        {
            Memory, Capacity, Area, Force, Json,
        };
        command.AddOptions(ArrayOptions.All);
        command.SetAction(Run);
        command.Add(CreateSweep());
        command.Add(CreatePlot());
        command.Add(CreateTableTwo());
        command.Add(CreateSensitivity());
        command.Add(CreateImport());
        return command;
    }

    private static Command CreateSweep()
    {
        var sweep = new Command(
            "sweep",
            "Properties of memory arrays over capacity.\n\nExample: cyclesim array sweep --memories sram,stt-mram --from 32KiB --to " +
            "512MiB --csv")
        {
            Memories, From, To, PerOctave, Csv, Json,
        };
        sweep.AddOptions(ArrayOptions.All);
        sweep.SetAction(Sweep);
        return sweep;
    }

    private static Command CreatePlot()
    {
        var plot = new Command("plot", "Draw figure 7 or 8 of the source paper, for up to five memories.\n\n" +
            "Example: cyclesim array plot --figure 8 --out figure8.png")
        {
            Figure, Output, PlotMemories, From, To, PerOctave,
        };
        plot.AddOptions(ArrayOptions.All);
        plot.SetAction(Plot);
        return plot;
    }

    private static Command CreateTableTwo()
    {
        var table = new Command(
            "table2", "Table II of the paper beside what the models give.\n\nExample: cyclesim array table2 --model circuit")
        {
            Json,
        };
        table.AddOptions(ArrayOptions.All);
        table.SetAction(TableTwo);
        return table;
    }

    private static Command CreateSensitivity()
    {
        var sensitivity = new Command(
            "sensitivity",
            "How latency, energy, leakage and area change with transistors, wires of the H-tree and temperature.\n\n" +
            "Example: cyclesim array sensitivity --capacity 32MiB")
        {
            Memories, SensitivityCapacity, Json,
        };
        sensitivity.AddOptions(ArrayOptions.All.Except(ArrayOptions.Varied));
        sensitivity.SetAction(Sensitivity);
        return sensitivity;
    }

    private static Command CreateImport()
    {
        var import = new Command(
            "import",
            "Make a memory technology of what NVSim or CACTI printed.\n\n" +
            "Example: cyclesim array import mram.out --name my-mram --out my-mram.json")
        {
            Reports, Name, Table,
        };
        import.SetAction(Import);
        return import;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, Json);
        string? capacityText = parsed.GetValue(Capacity);
        double? area = parsed.GetValue(Area);
        if ((capacityText is null) == (area is null))
            throw new InputException("give either --capacity or --area-mm2");
        (MemoryTechnology technology, IMemoryModel model) = ArrayOptions.Resolve(
            parsed, parsed.GetRequiredValue(Memory), needsCircuit: parsed.GetValue(Force) is null ? null : Force.Name);
        long capacity = area is { } mm2 ? IsoArea.LargestCapacity(model, mm2) : Size("--capacity", capacityText!, model);
        ArrayDesign? design = Design(model, capacity, parsed.GetValue(Force));
        MemoryMetrics metrics = design?.Metrics ?? model.At(capacity);
        CodedModel? coded = model as CodedModel;
        CircuitSpec? spec = (CodedModel.ArrayOf(model) as CircuitModel)?.Spec;
        MemoryOrganisation organisation = spec?.Organisation ?? technology.Organisation;
        ReportedWritePoint? point = spec?.WritePoint is { } written ? ReportedWritePoint.Of(written) : null;
        ReportedCode? code = coded is null ? null : new ReportedCode(coded, capacity);
        output.Print(
            () => ArrayTables.Json(technology.Name, model.Kind, organisation, metrics, design, code, point),
            () =>
            {
                ArrayTables.Print(technology.Name, model.Kind, metrics, design, isCoded: coded is not null);
                if (point is not null)
                    ArrayNotes.PrintWritePoint(point, ArrayOptions.DeviceGiven(parsed));
                code?.Print();
            });
        return ExitCode.Done;
    }

    private static ArrayDesign? Design(IMemoryModel model, long capacity, string? forced)
    {
        if (model is CodedModel { IsDesigned: true } coded)
            return coded.DesignAt(capacity, forced is null ? null : Organisation(forced));
        if (model is CircuitModel circuit)
            return forced is null ? circuit.DesignAt(capacity) : circuit.DesignAt(capacity, Organisation(forced));
        return forced is null ? null : throw new InputException("--force goes with --model circuit");
    }

    private static DataOrganisation Organisation(string text)
    {
        Match match = OrganisationPattern().Match(text);
        int[] numbers = [.. match.Groups.Values.Skip(1).Select(group => NumberText.TryWhole(group.Value, out int number) ? number : 0)];
        return match.Success && numbers.All(number => number > 0)
            ? new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6])
            : throw new InputException($"--force {text}: write mats,cells of a subarray,multiplexers, e.g. 32x8,1024x1024,64/1/1");
    }

    [GeneratedRegex(@"^(\d+)x(\d+),(\d+)x(\d+),(\d+)/(\d+)/(\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex OrganisationPattern();

    private static int Sweep(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, Json);
        output.Excludes(Csv.Name, parsed.GetValue(Csv));
        ArrayCurve[] curves = Curves(parsed, OptionValue.List(parsed.GetRequiredValue(Memories)));
        output.Print(
            () => ArrayTables.Json(curves),
            () =>
            {
                if (parsed.GetValue(Csv))
                    ArrayTables.PrintCsv(curves);
                else
                    ArrayTables.PrintCurves(curves);
            });
        return ExitCode.Done;
    }

    private static int Plot(ParseResult parsed)
    {
        string path = PictureFile.Of(parsed, Output);
        (string[] memories, IReadOnlyList<ArrayPanel> panels) = Figure.Of(parsed) == 7
            ? (new[] { "sram", "stt-mram" }, ArrayPlots.Figure7)
            : (["sram", "stt-mram", "stt-mram-lowv", "stt-mram-lowdur"], ArrayPlots.Figure8);
        if (parsed.GetValue(PlotMemories) is { Length: > 0 } values)
        {
            string[] given = OptionValue.List(values);
            memories = given.Length <= ArrayPlots.MaxCurves ? given
                : throw new InputException($"--memories: at most {ArrayPlots.MaxCurves}");
        }

        PlotGrid.Write(
            ArrayPlots.Draw(panels, Curves(parsed, memories)), ArrayPlots.Columns, path, ArrayPlots.PanelWidth, ArrayPlots.PanelHeight);
        return ExitCode.Done;
    }

    private static int TableTwo(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, Json);
        var rows = PaperTableTwo.Compute(ArrayOptions.Resolve(parsed, "sram").Model, ArrayOptions.Resolve(parsed, "stt-mram").Model);
        output.Print(
            () => ArrayTables.Json(rows), () => ArrayTables.PrintTableTwo(rows));
        return ExitCode.Done;
    }

    private static int Sensitivity(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, Json);
        SensitivityRow[] rows = [.. OptionValue.List(parsed.GetRequiredValue(Memories)).SelectMany(memory =>
        {
            (MemoryTechnology technology, IMemoryModel model) = ArrayOptions.Resolve(parsed, memory, needsCircuit: "array sensitivity");
            CircuitModel circuit = (model is CodedModel { CheckBitsPerAccess: 0 } plain ? plain.Array : model) as CircuitModel
                ?? throw new InputException($"array sensitivity: memory \"{technology.Name}\" has a code; allowed: --code none");
            return ArraySensitivity.Compute(
                technology.Name, circuit.Spec, Size("--capacity", parsed.GetRequiredValue(SensitivityCapacity), model));
        })];
        output.Print(
            () => ArrayTables.Json(rows), () => ArrayTables.PrintSensitivity(rows));
        return ExitCode.Done;
    }

    private static int Import(ParseResult parsed)
    {
        string? output = parsed.GetValue(Table);
        if (output is not null)
            OutputFile.Check(output);
        ImportedArray[] arrays =
            [.. parsed.GetRequiredValue(Reports).SelectMany(file => ImportedTable.Read(ModelStore.ReadFileText(file), file))];
        string json = ImportedTable.Write(parsed.GetRequiredValue(Name), arrays);

        // What is written must be a memory that can be read again.
        MemoryTechnologyLoader.Read(ConfigDocument.Parse(json, output ?? "imported memory"));
        if (output is null)
            Console.Write(json);
        else
            OutputFile.WriteAtomically(output, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(json)));
        return ExitCode.Done;
    }

    private static ArrayCurve[] Curves(ParseResult parsed, string[] memories)
    {
        (string Name, IMemoryModel Model, ImmutableArray<long> Capacities)[] sweeps = [.. memories.Select(memory =>
        {
            (MemoryTechnology technology, IMemoryModel model) = ArrayOptions.Resolve(parsed, memory);
            long from = Size("--from", parsed.GetRequiredValue(From), model);
            long to = Size("--to", parsed.GetRequiredValue(To), model);
            return (technology.Name, model, ArraySweep.Capacities(from, to, parsed.GetRequiredValue(PerOctave)));
        })];
        int all = sweeps.Sum(sweep => sweep.Capacities.Length);
        int done = 0;
        return ProgressLine.Run<ArrayCurve[]>("arrays", report =>
            [.. sweeps.Select(sweep => ArraySweep.Run(sweep.Name, sweep.Model, sweep.Capacities, () => report(++done, all)))]);
    }

    private static long Size(string option, string text, IMemoryModel model)
    {
        try
        {
            return ByteSize.Parse(text);
        }
        catch (InputException problem)
        {
            string limits = $"{ByteSize.Format(model.MinCapacityBytes)} to {ByteSize.Format(model.MaxCapacityBytes)}";
            throw new InputException($"{option}: {problem.Message}; this array has {limits}");
        }
    }
}
