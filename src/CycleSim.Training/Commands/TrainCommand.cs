using System.CommandLine;
using System.Diagnostics;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Training.Data;
using CycleSim.Training.Running;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Commands;

/// <summary>`cyclesim-train` itself: training while writes fail. libtorch is loaded once the options are checked.</summary>
internal static class TrainCommand
{
    private static readonly Option<string> NetworkName = SharedOptions.Network.WithDefault("lenet5");

    private static readonly Option<string?> Out = (SharedOptions.OutFolder with
    {
        Meaning = "Folder for log.jsonl, checkpoint.bin and summary.json; without it nothing is kept",
    }).Optional<string?>();

    private static readonly Option<bool> Resume = (SharedOptions.Resume with
    {
        Meaning = "Resume the run in --out from its last checkpoint, if there is one",
    }).Optional<bool>();

    internal static RootCommand Create(DatasetCache datasets)
    {
        var command = new RootCommand(
            "Train a network while writes to the scratchpads fail. The network may be named without its data set, " +
            "e.g. lenet5; --out takes " +
            $"{TrainingFiles.LogName}, {TrainingFiles.CheckpointName} and {TrainingFiles.SummaryName}. " +
            "Ctrl-C, SIGTERM and SIGUSR1 end a run after the current step, with a checkpoint.\n\n" +
            "Example: cyclesim train --network lenet5 --dataset mnist --epochs 1 --batch 64 --write-error-rate 8e-4 --bits mantissa " +
            $"--error-model {ErrorModelNames.Flip} --seed 1 --data DIR --out run")
        {
            NetworkName, NetworkOptions.Width,
        };
        foreach (Option option in (Option[])[.. DataOptions.All, Out, Resume, .. TrafficOptions.All, .. TrainOptions.All])
            command.Options.Add(option);
        command.SetAction(parsed => Run(parsed, datasets));
        return command;
    }

    private static int Run(ParseResult parsed, DatasetCache datasets)
    {
        TrafficOptions.Check(parsed);
        TrainingOptions options = TrainOptions.Read(parsed);
        options.Check();
        DatasetSpec spec = DataOptions.Spec(parsed);
        Network network = NetworkOptions.Load(parsed, parsed.GetRequiredValue(NetworkName), spec);
        string? folder = parsed.GetValue(Out);
        if (folder is null && parsed.GetValue(Resume))
            throw new InputException("--resume: goes with --out DIR");
        string data = DataOptions.FolderOf(parsed);
        // Until the summary is written, and before the images are read, which takes a while.
        using RunFiles? files = folder is null ? null : RunFiles.Open(folder, parsed.GetValue(Resume));
        Dataset dataset = DataOptions.Load(parsed, datasets, spec, data);
        foreach (string note in dataset.Notes)
            Console.Error.WriteLine($"note: {note}");

        using var trainer = new Trainer(network, dataset, options);
        var traffic = TrafficOptions.Start(parsed, trainer);
        var watch = Stopwatch.StartNew();
        TrainingResult result = Train(network, trainer, files);
        Console.Error.WriteLine(FormattableString.Invariant($"host: {watch.Elapsed.TotalSeconds:0.0} s"));
        if (files is not null)
            Summary.Of(network, dataset, options, result).Write(files.Paths.Summary);
        TrainTables.Print(network, dataset, options, result);
        if (result.Status != TrainingStatus.Completed)
        {
            Console.Error.WriteLine($"{TrainingCommands.Program}: {Ending(result, files)}");
            return ExitCode.Failed;
        }

        traffic?.Finish();
        return ExitCode.Done;
    }

    /// <summary>Why a run did not complete, and what is whole.</summary>
    private static string Ending(TrainingResult result, RunFiles? files) => (result.Status, files) switch
    {
        (TrainingStatus.Diverged, null) => $"diverged: the loss of step {result.Steps} is not finite",
        (TrainingStatus.Diverged, { } kept) => $"diverged: the loss of step {result.Steps} is not finite; {kept.Paths.Summary} is whole",
        (_, null) => RunInterruptedException.NothingKept,
        _ => $"interrupted; the same command with --resume continues from step {result.Steps}",
    };

    /// <summary>Trains; the first signal ends it after the current step, with a checkpoint.</summary>
    private static TrainingResult Train(Network network, Trainer trainer, RunFiles? files)
    {
        using var interrupt = new InterruptToken();
        return TrainProgress.Run(network.Name, trainer.Steps, report => trainer.Run(files, report, interrupt.Token));
    }
}
