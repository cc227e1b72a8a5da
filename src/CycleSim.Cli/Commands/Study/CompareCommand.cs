using System.Collections.Immutable;
using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Studies.Arrays;
using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Plans;
using CycleSim.Studies.Plots;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Workloads.Lowering;
using OxyPlot;

namespace CycleSim.Cli.Commands.Study;

/// <summary>`cyclesim compare`: memories on equal capacity or equal area.</summary>
internal static class CompareCommand
{
    private static readonly Option<string> Iso = new("--iso")
    {
        HelpName = "capacity|area",
        Description = "capacity: all memories have the same; area: each has the largest capacity that fits the same area",
        DefaultValueFactory = _ => "capacity",
    };

    private static readonly Option<string> Network = SharedOptions.Network.WithDefault("vgg16-cifar100");

    private static readonly Option<int> Batch = (SharedOptions.Batch with { Range = TrainingStepLowering.BatchSizes }).WithDefault(512);

    private static readonly Option<string> Machine = CommandOptions.Machine.WithDefault("paper");

    private static readonly Option<string[]> Memories = CommandOptions.Memories.WithDefault(CommandOptions.DefaultMemories);

    private static readonly Option<string> From = CommandOptions.FromCapacity.WithDefault("32KiB");

    private static readonly Option<string> To = CommandOptions.ToCapacity.WithDefault("512MiB");

    private static readonly Option<int> PerOctave = CommandOptions.PerOctave.WithDefault(1);

    private static readonly Option<string?> Areas = new("--areas")
    {
        HelpName = "LIST",
        Description = "Areas in mm2, joined by commas; default: those of the second memory at the capacities --from to --to",
    };

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    private static readonly Option<bool> Csv = CommandOptions.Csv.Optional<bool>();

    private static readonly Option<string?> Out = (SharedOptions.OutFolder with
    {
        Meaning = "Folder for result files, compare.csv and a picture; without it nothing is kept",
    }).Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "compare",
            "Compare memories on equal capacity or equal area: energy improvement, energy by component, ratios of components.\n" +
            "Result files, compare.csv and a picture go to the folder --out; without it nothing is kept.\n\n" +
            "Example: cyclesim compare --iso capacity --memories sram,stt-mram --network vgg16-cifar100 --from 32KiB --to 512MiB --out " +
            "study")
        {
            Iso, Network, Batch, Machine, Memories, From, To, PerOctave, Areas, Json, Csv, Out, StudyOptions.Jobs, StudyOptions.Resume,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        ComparisonPlan plan = Plan(parsed);
        JsonOutput json = JsonOutput.Of(parsed, Json);
        if (json.IsAlone && parsed.GetValue(Csv))
            throw new InputException("--json and --csv exclude each other; with --json=FILE they go together");
        string? kept = parsed.GetValue(Out);
        if (kept is null && parsed.GetValue(StudyOptions.Resume))
            throw new InputException("--resume: goes with --out DIR");
        string folder = kept ?? Directory.CreateTempSubdirectory("cyclesim-").FullName;
        try
        {
            using FileLock? alone = kept is null ? null : StudyOptions.Lock(kept);
            var runner = new PointRunner(folder, parsed.GetRequiredValue(StudyOptions.Jobs), parsed.GetValue(StudyOptions.Resume));
            IReadOnlyList<PointOutcome> outcomes = kept is null
                ? StudyOptions.Run("compare", runner, [.. plan.Points], RunInterruptedException.NothingKept)
                : StudyOptions.Run("compare", runner, [.. plan.Points]);
            Comparison comparison =
                plan.Collect(outcomes.DistinctBy(outcome => outcome.Point.Id).ToDictionary(outcome => outcome.Point.Id));
            Print(parsed, comparison, json);
            if (kept is not null)
                Write(kept, comparison);
            return StudyOptions.Report(outcomes);
        }
        finally
        {
            if (kept is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static ComparisonPlan Plan(ParseResult parsed)
    {
        StudyNetwork network = StudyNetwork.Load(parsed.GetRequiredValue(Network));
        int batch = parsed.GetRequiredValue(Batch);
        var machine = MachineVariant.Load(parsed.GetRequiredValue(Machine));
        ImmutableArray<MemoryVariant> memories =
            [.. OptionValue.List(parsed.GetRequiredValue(Memories)).Select(MemoryVariant.Load)];
        if (memories.Length < 2 || memories.DistinctBy(memory => memory.Label).Count() < memories.Length)
            throw new InputException($"--memories {string.Join(',', parsed.GetRequiredValue(Memories))}: give at least two different " +
                "ones, e.g. sram,stt-mram");
        IsoKind iso = parsed.GetRequiredValue(Iso) switch
        {
            "capacity" => IsoKind.Capacity,
            "area" => IsoKind.Area,
            var other => throw new InputException($"--iso {other}: allowed are capacity and area"),
        };
        return new ComparisonPlan(network, batch, machine, memories, iso, Sizes(parsed, iso, machine, memories[1]));
    }

    private static ImmutableArray<double> Sizes(ParseResult parsed, IsoKind iso, MachineVariant machine, MemoryVariant memory)
    {
        if (parsed.GetValue(Areas) is { } areas)
        {
            return iso == IsoKind.Area
                ? [.. areas.Split(',', StringSplitOptions.TrimEntries).Select(Area).Distinct().Order()]
                : throw new InputException("--areas: goes with --iso area");
        }

        ImmutableArray<long> capacities = ArraySweep.Capacities(
            OptionValue.Bytes(From.Name, parsed.GetRequiredValue(From)), OptionValue.Bytes(To.Name, parsed.GetRequiredValue(To)),
            parsed.GetRequiredValue(PerOctave));
        return iso == IsoKind.Capacity
            ? [.. capacities.Select(capacity => (double)capacity)]
            : [.. ComparisonPlan.AreasOf(machine, memory, capacities).Distinct().Order()];
    }

    private static double Area(string text) =>
        NumberText.TryDouble(text, out double area) && area > 0
            ? area
            : throw new InputException($"--areas {text}: is no area; allowed are numbers of mm2 above 0, joined by commas");

    private static void Print(ParseResult parsed, Comparison comparison, JsonOutput json) => json.Print(
        () => ComparisonTable.Of([comparison]).Json(),
        () =>
        {
            if (parsed.GetValue(Csv))
                Console.Out.Write(ComparisonTable.Of([comparison]).Csv());
            else
                StudyTables.Print(comparison);
        });

    private static void Write(string folder, Comparison comparison)
    {
        ComparisonTable.Of([comparison]).WriteCsv(Path.Combine(folder, "compare.csv"));
        if (!comparison.Complete.Any())
            return;
        string iso = comparison.Iso == IsoKind.Capacity ? "equal capacity" : "equal area";
        PlotModel[] panels =
        [
            ComparisonPlots.Improvement($"{comparison.Network}: improvement over {comparison.Memories[0]}, {iso}", [comparison]),
            ComparisonPlots.Breakdown($"{comparison.Network}: energy by component", comparison),
            ComparisonPlots.Ratios($"{comparison.Network}: ratios of components", comparison),
        ];
        foreach (string ending in new[] { "png", "svg" })
            PlotGrid.Write(panels, panels.Length, Path.Combine(folder, $"compare.{ending}"), ComparisonPlots.PanelWidth,
                ComparisonPlots.PanelHeight);
    }
}
