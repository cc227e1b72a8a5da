using System.CommandLine;
using CycleSim.Arrays.Cells;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Device.Junction;
using CycleSim.Device.Variation;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Codesign;
using CycleSim.Studies.Plans;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Cli.Commands.Study;

/// <summary>`cyclesim codesign`: the cheapest memory of each scratchpad that still trains.</summary>
internal static class CodesignCommand
{
    private const string DefaultVariation = "typical";

    private static readonly Option<string> Network = SharedOptions.Network.WithDefault("lenet5");

    private static readonly Option<string> Dataset = SharedOptions.Dataset.WithDefault("mnist");

    private static readonly Option<string> Machine = CommandOptions.Machine.WithDefault("paper");

    private static readonly Option<string> Memory = (CommandOptions.Memory with
    {
        Meaning = "Baseline of all scratchpads: an STT-MRAM with a circuit, a shipped name or a .json file",
    }).WithDefault("stt-mram-p55");

    private static readonly Option<double> MaxLoss =
        new OptionSpec("--max-loss", "Accuracy that may be lost") { Unit = "percentage points", ValueForm = "POINTS", Range = new(0, 100) }
            .WithDefault(0.5);

    private static readonly Option<double?> MaxLineFailure = new OptionSpec(
        "--max-line-failure",
        "Probability that the bits of a line that must be right are wrong when it is read; without it that of the baseline's writes")
    {
        ValueForm = "RATE",
        Range = new(1e-30, 0.1),
        Since = "0.2",
    }.Optional<double?>();

    private static readonly ChoiceOption<CodesignObjective> Objective = CommandOptions.Objective.ChoiceWithDefault(
        CodesignObjective.Energy,
        new("energy", CodesignObjective.Energy, "of the scratchpads"),
        new("time", CodesignObjective.Time, "of the step"),
        new("area", CodesignObjective.Area, "of the scratchpads"));

    private static readonly ChoiceOption<bool> WritesOnly = new OptionSpec("--energy", "What counts as energy").ChoiceWithDefault(
        false,
        new("total", false, "reads, writes and leakage of the scratchpads, also of two arrays instead of one"),
        new("write", true, "writes alone"));

    private static readonly Option<string?> Variation = (CommandOptions.Variation with
    {
        Meaning = CommandOptions.Variation.Meaning + $"; default {DefaultVariation}",
    }).Optional<string?>();

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

    private static readonly ChoiceOption<ErrorModelName> Model =
        SharedOptions.ErrorModel.NamedChoice(() => ErrorModelNames.All.All, ErrorModelNames.Default);

    internal static Command Create()
    {
        var command = new RenamedCommand(
            "codesign", new FormerName("optimize"),
            "Search the memory of each scratchpad that costs the minimum and still trains: barrier, write current and pulse, code, " +
            "verification, and low bits that may be written cheaply. Bits that must be right meet a failure rate for as long as the " +
            "schedule keeps their data; losses of accuracy are measured by short trainings; a simulated step and a training with three " +
            "seeds check the choice.\n\n" +
            "Example: cyclesim codesign --network lenet5 --machine paper --dataset mnist --max-loss 0.5 --data DIR --out search")
        {
            Network, Machine, Dataset, MaxLoss, Objective, MaxLineFailure, Memory, Variation, Batch, Capacity, Steps, Seeds, LearningRate,
            TestImages, Model, WritesOnly, StudyOptions.Out, StudyOptions.Resume, TrainingData.Data, TrainingData.AllowPartial,
        };
        foreach (Option option in CodesignSpaceOptions.All)
            command.Add(option);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        Func<StudyNetwork, CodesignQuestion> question = Question(parsed);
        using TrainingProcess backend = TrainingData.Backend(parsed);
        string dataset = parsed.GetRequiredValue(Dataset);
        if (TrainingProgram.WhyMissing is { } program)
            throw new ChildProgramException(program);
        if (backend.WhyMissing(dataset) is { } missing)
            throw new InputException($"{dataset}: {missing}");
        TrainingDescription training = backend.Describe(parsed.GetRequiredValue(Network), dataset);
        TrainingRequest exact = Request(parsed, training);
        CodesignQuestion asked = question(StudyNetwork.Load(training.Network ?? exact.Network));
        string folder = parsed.GetRequiredValue(StudyOptions.Out);
        using FileLock alone = StudyOptions.Lock(folder);
        CodesignFiles.CheckUnused(folder, parsed.GetValue(StudyOptions.Resume));
        CodesignResult result = StudyOptions.Interruptible(token => Run(
            new CodesignStudy(asked, token), exact, new TrainingRunner(backend, folder), parsed.GetRequiredValue(Seeds), folder, token));
        CodesignTablesText.Print(result);
        return ExitCode.Done;
    }

    private static CodesignResult Run(
        CodesignStudy study, TrainingRequest exact, TrainingRunner runner, int seeds, string folder, CancellationToken token)
    {
        int all = CodesignOutcome.Trainings(study.Question.Space, seeds);
        int done = 0;
        return ProgressLine.Run("codesign", report =>
        {
            var trainings = new BitSensitivities(exact, runner, () => report(++done, all), token);
            CodesignOutcome outcome = study.Run(trainings, seeds, exact.Dataset);
            CodesignFiles.Write(folder, study, outcome);
            return outcome.Result;
        });
    }

    private static TrainingRequest Request(ParseResult parsed, TrainingDescription training) => new(
        "exact", parsed.GetRequiredValue(Network), training.Dataset, 1_000, parsed.GetRequiredValue(Batch),
        parsed.GetRequiredValue(LearningRate), parsed.GetRequiredValue(Steps), parsed.GetRequiredValue(TestImages), 1,
        Model.Of(parsed).Name, new("off", "off", "off"));

    /// <summary>What is asked, but for the network, which depends on the data set: wrong options are said before images are read.</summary>
    private static Func<StudyNetwork, CodesignQuestion> Question(ParseResult parsed)
    {
        bool writesOnly = WritesOnly.Of(parsed);
        CodesignObjective objective = Objective.Of(parsed);
        MachineVariant machine = MachineVariant.Load(parsed.GetRequiredValue(Machine));
        MemoryVariant memory = MemoryVariant.Load(parsed.GetRequiredValue(Memory));
        WritePoint point = CodesignBaseline.WritePointOf(memory.Technology);
        MagneticTunnelJunction junction = JunctionLoader.Load(point.Junction ?? MagneticTunnelJunction.DefaultName);
        VariationFile variation = VariationFile.Load(parsed.GetValue(Variation) ?? DefaultVariation);
        CellSpread spread = variation.Spread(PopulationDrive.Current);
        CodesignSpace space = CodesignSpaceOptions.Of(parsed, machine.Spec);
        long capacity = OptionValue.Bytes(Capacity.Name, parsed.GetRequiredValue(Capacity));
        double maxLoss = parsed.GetRequiredValue(MaxLoss) / 100;
        return network => new(
            new StudyPoint(network, parsed.GetRequiredValue(Batch), machine, memory, capacity), junction, variation.Name, spread,
            memory.Technology.Circuit!.TemperatureK, space, objective, writesOnly, maxLoss, parsed.GetValue(MaxLineFailure));
    }
}
