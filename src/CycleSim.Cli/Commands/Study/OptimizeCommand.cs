using System.CommandLine;
using System.Globalization;
using CycleSim.Cli.Arguments;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Heterogeneous;
using CycleSim.Studies.Plans;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Traces;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Cli.Commands.Study;

/// <summary>`cyclesim optimize`: which bits of each scratchpad may be written cheaply, and how cheaply.</summary>
internal static class OptimizeCommand
{
    private static readonly Option<string> Network = SharedOptions.Network.WithDefault("lenet5");

    private static readonly Option<string> Dataset = SharedOptions.Dataset.WithDefault("mnist");

    private static readonly Option<double> MaxLoss =
        new OptionSpec("--max-loss", "Accuracy that may be lost") { Unit = "percentage points", ValueForm = "POINTS", Range = new(0, 100) }
            .WithDefault(0.5);

    private static readonly Option<int> Batch = (SharedOptions.Batch with { Range = TrainingStepLowering.BatchSizes }).WithDefault(64);

    private static readonly Option<string> Capacity = CommandOptions.Capacity.WithDefault("4MiB");

    private static readonly Option<long> Steps = SharedOptions.MaxSteps.WithDefault(200L);

    private static readonly Option<int> Seeds =
        new OptionSpec("--seeds", "Trainings of each setting, with different seeds; losses are means")
        {
            ValueForm = "N",
            Range = new(1, 100),
        }.WithDefault(2);

    private static readonly Option<double> LearningRate = SharedOptions.LearningRate.WithDefault(0.02);

    private static readonly Option<int> TestImages = SharedOptions.TestImages.WithDefault(5000);

    private static readonly Option<string> Model = SharedOptions.ErrorModel(ErrorModelNames.All).WithDefault(ErrorModelNames.Default);

    private static readonly Option<string> Energy = new("--energy")
    {
        HelpName = "total|write",
        Description = "What is minimised: total (reads, writes and leakage of the scratchpads, also of two arrays instead of one) or " +
            "write (writes alone)",
        DefaultValueFactory = _ => "total",
    };

    internal static Command Create()
    {
        var command = new Command(
            "optimize",
            "Search, for each scratchpad, which low bits of a word may lie in an array that is written cheaply, and at which write " +
            "error rate, so that " +
            "the scratchpads take minimum energy for a stated loss of accuracy. Losses are measured by short trainings.\n\n" +
            "Example: cyclesim optimize --network lenet5 --dataset mnist --max-loss 0.5 --data DIR --out search")
        {
            Network, Dataset, MaxLoss, Batch, Capacity, Steps, Seeds, LearningRate, TestImages, Model, Energy, StudyOptions.Out,
                StudyOptions.Resume, TrainingData.Data,
            TrainingData.AllowPartial,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using TrainingProcess backend = TrainingData.Backend(parsed);
        string dataset = parsed.GetRequiredValue(Dataset);
        if (TrainingProgram.WhyMissing is { } program)
            throw new ChildProgramException(program);
        if (backend.WhyMissing(dataset) is { } missing)
            throw new InputException($"{dataset}: {missing}");
        TrainingDescription training = backend.Describe(parsed.GetRequiredValue(Network), dataset);
        TrainingRequest exact = Request(parsed, training);
        double maxLoss = parsed.GetRequiredValue(MaxLoss);
        string energy = parsed.GetRequiredValue(Energy);
        if (energy is not ("total" or "write"))
            throw new InputException($"--energy {energy}: allowed are total and write");
        int seeds = parsed.GetRequiredValue(Seeds);
        string folder = parsed.GetRequiredValue(StudyOptions.Out);
        using FileLock alone = StudyOptions.Lock(folder);
        var points = new PointRunner(folder, 1, parsed.GetValue(StudyOptions.Resume));
        StudyPoint point = Point(parsed, training, exact);
        PointResult step = StudyOptions.Run("step", points, [point])[0] is { Result: { } result }
            ? result : throw new InputException(point.Title);
        var optimizer = new WriteOptimizer(exact, new TrainingRunner(backend, folder), point, step, seeds, energy == "write");
        OptimizerResult found = StudyOptions.Interruptible(token =>
            ProgressLine.Run("optimize", report => optimizer.Search(maxLoss / 100, report, token)));
        Options(found).WriteCsv(Path.Combine(folder, "options.csv"));
        Print(found, point, energy);
        return ExitCode.Done;
    }

    private static TrainingRequest Request(ParseResult parsed, TrainingDescription training) => new(
        "exact", parsed.GetRequiredValue(Network), training.Dataset, 1_000, parsed.GetRequiredValue(Batch),
        parsed.GetRequiredValue(LearningRate), parsed.GetRequiredValue(Steps), parsed.GetRequiredValue(TestImages), 1,
        OptionValue.Choice(Model.Name, parsed.GetRequiredValue(Model), ErrorModelNames.All), new("off", "off", "off"));

    private static StudyPoint Point(ParseResult parsed, TrainingDescription training, TrainingRequest request) => new(
        StudyNetwork.Load(training.Network ?? request.Network), request.Batch, MachineVariant.Load("paper"),
        MemoryVariant.Load("stt-mram-p55"), OptionValue.Bytes(Capacity.Name, parsed.GetRequiredValue(Capacity)));

    private static ResultTable<WriteOption> Options(OptimizerResult found) => new(
        [
            new("scratchpad", option => TensorRoles.KeyOf(option.Role)),
            new("status", option => double.IsInfinity(option.Loss) ? "diverged" : "done"),
            new("cheap_bits", option => option.CheapBits),
            new("write_error_rate", option => option.Rate),
            new("accuracy_loss_points", option => double.IsInfinity(option.Loss) ? null : 100 * option.Loss),
            new("energy_j", option => option.EnergyJ),
        ],
        [.. found.Options.SelectMany(options => options)]);

    private static void Print(OptimizerResult found, StudyPoint point, string energy)
    {
        var table = new TextTable(("scratchpad", false), ("cheap bits", true), ("write error rate", true), ("loss, points", true),
            ("energy uJ", true), ("all safe uJ", true));
        foreach ((WriteOption chosen, WriteOption safe) in found.Chosen.Zip(found.Safe))
        {
            table.Add(
                TensorRoles.KeyOf(chosen.Role), $"{chosen.CheapBits} of {StoredWord.Bits}", chosen.CheapBits == 0
                    ? "" : chosen.Rate.ToString("G3", CultureInfo.InvariantCulture), Number(100 * chosen.Loss),
                Number(chosen.EnergyJ * 1e6), Number(safe.EnergyJ * 1e6));
        }

        Console.Out.WriteLine(point.Title);
        table.Print();
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"scratchpads, {energy} energy of a step: {found.ChosenJ * 1e6:0.0} uJ, " +
            $"{found.SafeJ / found.ChosenJ:0.00} times less than with all bits safe"));
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"accuracy {100 * found.Exact.Mean:0.00} % without write errors; predicted loss {100 * found.PredictedLoss:0.00} points, " +
            $"trained with the choice {100 * found.MeasuredLoss:0.00} points (sampling noise " +
            $"{100 * Math.Sqrt(2) * found.Exact.SamplingNoise:0.00})"));
        Console.Out.WriteLine("assumptions:");
        foreach (string assumption in WriteOptimizer.Assumptions)
            Console.Out.WriteLine($"- {assumption}");
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
