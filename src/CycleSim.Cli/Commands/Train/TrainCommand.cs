using System.CommandLine;
using System.Diagnostics;
using CycleSim.Cli.Commands.Study;
using CycleSim.Cli.Output;
using CycleSim.Configuration;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;
using CycleSim.Terminal;
using CycleSim.Training.Data;
using CycleSim.Training.Networks;
using CycleSim.Training.Running;
using CycleSim.Workloads.Networks;

namespace CycleSim.Cli.Commands.Train;

/// <summary>`cyclesim train`: training while writes fail. The only command that loads libtorch, and only once it runs.</summary>
internal static class TrainCommand
{
    private const string DataVariable = "CYCLESIM_DATA";

    private static readonly Option<string> Network = new("--network", "-n")
    {
        Description = "Network: a shipped name with or without its data set, e.g. lenet5 or resnet18-cifar10, or a .json file",
        DefaultValueFactory = _ => "lenet5",
    };

    private static readonly Option<string> Dataset = new("--dataset", "-d")
    {
        Description = $"Data set: {string.Join(", ", DatasetSpec.All.Select(spec => spec.Name))}",
        DefaultValueFactory = _ => "mnist",
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = $"Folder with the data set's official files, plain or .gz, or with a folder of its name; default: {DataVariable}",
    };

    private static readonly Option<bool> AllowPartial = new("--allow-partial")
    {
        Description = "Go on when files of the data set are missing or shorter than the official ones",
    };

    private static readonly Option<string?> Out = new("--out", "-o") { Description = "Folder for log.jsonl, checkpoint.bin and summary.json" };

    private static readonly Option<bool> Resume = new("--resume") { Description = "Go on with the run in --out from its last checkpoint, if there is one" };

    private static readonly Option<string?> Plot = new("--plot")
    {
        Description = "Draw accuracy over steps: .png or .svg. With --runs nothing is trained",
    };

    private static readonly Option<string[]> Runs = new("--runs")
    {
        Description = "Folders of runs that --plot shows in one picture",
        AllowMultipleArgumentsPerToken = true,
    };

    internal static Command Create()
    {
        var command = new Command(
            "train",
            "Train a network while writes to the scratchpads fail.\n\n" +
            "Example: cyclesim train --network lenet5 --dataset mnist --epochs 1 --batch 64 --wer 8e-4 --bits mantissa --error-model flip " +
            "--seed 1 --data DIR --out run")
        {
            Network, Dataset, Data, AllowPartial, Out, Resume, Plot, Runs,
        };
        foreach (Option option in TrainTraffic.All)
            command.Options.Add(option);
        foreach (Option option in TrainOptions.All)
            command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string[] runs = parsed.GetValue(Runs) ?? [];
        CheckPlot(parsed, runs);
        return runs.Length > 0 ? Draw(parsed, runs) : Train(parsed);
    }

    private static void CheckPlot(ParseResult parsed, string[] runs)
    {
        if (parsed.GetValue(Plot) is not { } picture)
        {
            if (runs.Length > 0)
                throw new InputException("--runs: goes with --plot FILE");
            return;
        }

        PlotFile.CheckName(picture);
        OutputFile.Check(picture);
        if (runs.Length == 0 && parsed.GetValue(Out) is null)
            throw new InputException("--plot: goes with --runs DIR... or with --out DIR, whose log it draws");
    }

    private static int Draw(ParseResult parsed, IEnumerable<string> runs)
    {
        TrainingLogFile[] logs = [.. runs.Select(TrainingLogFile.Load)];
        PlotFile.Write(AccuracyPlot.Draw(logs), parsed.GetRequiredValue(Plot)!, AccuracyPlot.Width, AccuracyPlot.Height);
        return ExitCode.Done;
    }

    private static int Train(ParseResult parsed)
    {
        TrainTraffic.Check(parsed);
        TrainingOptions options = TrainOptions.Read(parsed);
        options.Check();
        DatasetSpec spec = DatasetSpec.Find(parsed.GetRequiredValue(Dataset));
        Network network = NetworkChoice.Load(parsed.GetRequiredValue(Network), spec);
        string? folder = parsed.GetValue(Out);
        if (folder is null && parsed.GetValue(Resume))
            throw new InputException("--resume: goes with --out DIR");
        string data = DataFolder(parsed);
        // Until the summary is written, and before the images are read, which takes a while.
        using RunFiles? files = folder is null ? null : RunFiles.Open(folder, parsed.GetValue(Resume));
        Dataset dataset = DatasetLoader.Load(spec, data, parsed.GetValue(AllowPartial));
        foreach (string note in dataset.Notes)
            Console.Error.WriteLine($"note: {note}");

        using var trainer = new Trainer(network, dataset, options);
        var traffic = TrainTraffic.Start(parsed, trainer);
        var watch = Stopwatch.StartNew();
        TrainingResult result = Train(network, trainer, files);
        Console.Error.WriteLine(FormattableString.Invariant($"host: {watch.Elapsed.TotalSeconds:0.0} s"));
        if (files is not null)
            TrainingSummary.Write(files.Summary, network, dataset, options, result);
        TrainTables.Print(network, dataset, options, result);
        if (result.Status == TrainingStatus.Completed)
            traffic?.Finish(network, options);
        if (parsed.GetValue(Plot) is not null)
            Draw(parsed, [files!.Folder]);
        if (result.Status == TrainingStatus.Completed)
            return ExitCode.Done;
        Console.Error.WriteLine($"cyclesim: {Ending(result, files)}");
        return ExitCode.Failed;
    }

    /// <summary>Why a run did not complete, and what is whole.</summary>
    private static string Ending(TrainingResult result, RunFiles? files) => (result.Status, files) switch
    {
        (TrainingStatus.Diverged, null) => $"diverged: the loss of step {result.Steps} is not finite",
        (TrainingStatus.Diverged, { } kept) => $"diverged: the loss of step {result.Steps} is not finite; {kept.Summary} is whole",
        (_, null) => StudyOptions.NothingKept,
        _ => $"interrupted; the same command with --resume goes on from step {result.Steps}",
    };

    /// <summary>Trains; the first Ctrl-C ends it after the current step, with a checkpoint.</summary>
    private static TrainingResult Train(Network network, Trainer trainer, RunFiles? files)
    {
        using var interrupt = new InterruptToken();
        return TrainProgress.Run(network.Name, trainer.Steps, report => trainer.Run(files, report, interrupt.Token));
    }

    private static string DataFolder(ParseResult parsed)
    {
        string? folder = parsed.GetValue(Data) ?? Environment.GetEnvironmentVariable(DataVariable);
        return string.IsNullOrWhiteSpace(folder)
            ? throw new InputException($"--data DIR or {DataVariable} must name the folder with the data sets; tools/get-datasets fetches them")
            : folder;
    }
}
