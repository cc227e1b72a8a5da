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
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Cli.Commands.Study;

/// <summary>`cyclesim compare`: memories on equal capacity or equal area.</summary>
internal static class CompareCommand
{
    private static readonly ChoiceOption<IsoKind> Iso = new OptionSpec("--iso", "What is equal for all memories").ChoiceWithDefault(
        IsoKind.Capacity,
        new("capacity", IsoKind.Capacity),
        new("area", IsoKind.Area, "each has the largest capacity that fits it"));

    private static readonly Option<string> Network = (CommandOptions.Network with
    {
        Meaning = CommandOptions.Network.Meaning + "; several, joined by commas, are compared each",
    }).WithDefault("vgg16-cifar100");

    private static readonly Option<int> Batch = (SharedOptions.Batch with { Range = TrainingStepLowering.BatchSizes }).WithDefault(512);

    private static readonly Option<string?> Batches = new OptionSpec("--batches", "Batch size of each network, joined by commas")
    {
        ValueForm = "LIST",
        Since = "0.2",
    }.Optional<string?>();

    private static readonly Option<string> Machine = (CommandOptions.Machine with
    {
        Meaning = CommandOptions.Machine.Meaning + "; several, joined by commas, are compared each",
    }).WithDefault("paper");

    private static readonly Option<string[]> Axis = new OptionSpec(
        "--axis",
        "Vary a key of the machines: KEY=VALUE,VALUE,.. as in the file, e.g. residency=atomic,tiled or systolic_array.arrays=1,2; "
        + "may be repeated, all combinations run")
    {
        ValueForm = "KEY=LIST",
        Since = "0.2",
    }.Optional<string[]>();

    private static readonly Option<string[]> Memories = (CommandOptions.Memories with
    {
        Meaning = CommandOptions.Memories.Meaning + "; others are compared with the first",
    }).WithDefault(CommandOptions.DefaultMemories);

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
            Iso, Network, Batch, Batches, Machine, Axis, Memories, From, To, PerOctave, Areas, Json, Csv, Out, StudyOptions.Jobs,
            StudyOptions.Resume,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        ImmutableArray<ComparisonPlan> plans = Plans(parsed);
        string? kept = parsed.GetValue(Out);
        JsonOutput json = JsonOutput.Of(parsed, Json, kept is null ? [] : ComparisonFiles.PathsIn(kept));
        json.Excludes(Csv.Name, parsed.GetValue(Csv));
        if (kept is null && parsed.GetValue(StudyOptions.Resume))
            throw new InputException("--resume: goes with --out DIR");
        string folder = kept ?? Directory.CreateTempSubdirectory("cyclesim-").FullName;
        try
        {
            using FileLock? alone = kept is null ? null : StudyOptions.Lock(kept);
            var runner = new PointRunner(folder, parsed.GetRequiredValue(StudyOptions.Jobs), parsed.GetValue(StudyOptions.Resume));
            StudyPoint[] points = [.. plans.SelectMany(plan => plan.Points).DistinctBy(point => point.Id)];
            IReadOnlyList<PointOutcome> outcomes = kept is null
                ? StudyOptions.Run("compare", runner, points, RunInterruptedException.NothingKept)
                : StudyOptions.Run("compare", runner, points);
            var byPoint = outcomes.DistinctBy(outcome => outcome.Point.Id).ToDictionary(outcome => outcome.Point.Id);
            Comparison[] comparisons = [.. plans.Select(plan => plan.Collect(byPoint))];
            // Files first: whoever reads the tables may stop after their first lines.
            if (kept is not null)
                ComparisonFiles.Write(kept, comparisons);
            Print(parsed, comparisons, json);
            return StudyOptions.Report(outcomes);
        }
        finally
        {
            if (kept is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static ImmutableArray<ComparisonPlan> Plans(ParseResult parsed)
    {
        ImmutableArray<StudyNetwork> networks = [.. OptionValue.List([parsed.GetRequiredValue(Network)]).Select(StudyNetwork.Load)];
        ImmutableArray<int> batches = BatchesOf(parsed, networks.Length);
        MachineAxes axes = MachineAxisOption.Read(Axis.Name, parsed.GetValue(Axis) ?? []);
        ImmutableArray<MachineVariant> machines =
            [.. OptionValue.List([parsed.GetRequiredValue(Machine)]).SelectMany(machine => axes.Of(machine))];
        CheckDistinct(Machine.Name, machines.Select(machine => machine.Label));
        CheckDistinct(Network.Name, networks.Select(network => network.Name));
        ImmutableArray<MemoryVariant> memories =
            [.. OptionValue.List(parsed.GetRequiredValue(Memories)).Select(MemoryVariant.Load)];
        if (memories.Length < 2)
        {
            string given = string.Join(',', parsed.GetRequiredValue(Memories));
            throw new InputException($"{Memories.Name} {given}: give at least two different ones, e.g. sram,stt-mram");
        }

        CheckDistinct(Memories.Name, memories.Select(memory => memory.Label));
        IsoKind iso = Iso.Of(parsed);
        return
        [
            .. from network in networks.Select((network, i) => (Network: network, Batch: batches[i]))
               from machine in machines
               let sizes = Sizes(parsed, iso, machine, memories[1])
               select new ComparisonPlan(network.Network, network.Batch, machine, memories, iso, sizes),
        ];
    }

    private static ImmutableArray<int> BatchesOf(ParseResult parsed, int networks)
    {
        if (parsed.GetValue(Batches) is not { } given)
            return [.. Enumerable.Repeat(parsed.GetRequiredValue(Batch), networks)];
        if (parsed.IsGiven(Batch))
            throw new InputException($"{Batches.Name} and {Batch.Name} exclude each other");
        int[] batches = [.. OptionValue.List([given]).Select(BatchOf)];
        return batches.Length == networks
            ? [.. batches]
            : throw new InputException($"{Batches.Name} {given}: give one for each network, here {networks}");
    }

    private static int BatchOf(string text) =>
        NumberText.TryWhole(text, out int batch) && batch is >= 1 and <= TrainingStepLowering.MaxBatch
            ? batch
            : throw new InputException($"{Batches.Name} {text}: allowed are 1 to {TrainingStepLowering.MaxBatch}");

    private static void CheckDistinct(string option, IEnumerable<string> names)
    {
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException($"{option}: \"{twice.Key}\" is there twice; a file has the name that its key \"name\" gives it");
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

    private static void Print(ParseResult parsed, IReadOnlyList<Comparison> comparisons, JsonOutput json) => json.Print(
        () => ComparisonTable.Of(comparisons).Json(),
        () =>
        {
            if (parsed.GetValue(Csv))
                Console.Out.Write(ComparisonTable.Of(comparisons).Csv());
            else
                StudyTables.Print(comparisons);
        });
}
