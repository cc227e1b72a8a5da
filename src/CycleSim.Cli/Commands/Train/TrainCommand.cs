using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.TrainingRuns;

namespace CycleSim.Cli.Commands.Train;

/// <summary>
/// `cyclesim train`: hands its arguments to the program `cyclesim-train`, and does what needs no training library: pictures of runs, and
/// the recorded steps on the accelerator.
/// </summary>
internal static class TrainCommand
{
    /// <summary>Exit codes from here on say that a signal ended a program: 128 and the number of the signal.</summary>
    private const int EndedBySignal = 128;

    private static readonly Option<string?> Plot = (CommandOptions.Plot with
    {
        Meaning = "Picture of accuracy over training steps to draw, .png or .svg",
    }).Optional<string?>();

    private static readonly Option<string?> TensorBoard = new OptionSpec(
        "--tensorboard", "Folder for event files of TensorBoard, one for each run, with losses, accuracies and wrong bits")
    {
        ValueForm = "DIR",
        Since = "0.2",
    }.Optional<string?>();

    private static readonly Option<string[]> Runs = new("--runs")
    {
        HelpName = "DIR",
        Description = "Folders of runs that --plot shows in one picture and --tensorboard writes; nothing is trained then",
        AllowMultipleArgumentsPerToken = true,
    };

    // An option of cyclesim-train, which explains it.
    private static readonly Option<string?> Out = Hidden(SharedOptions.OutFolder.Optional<string?>());

    internal static Command Create()
    {
        var command = new Command(
            "train",
            "Train a network while writes to the scratchpads fail: the program cyclesim-train with these options and its own.\n\n" +
            "Example: cyclesim train --network lenet5 --dataset mnist --epochs 1 --batch 64 --write-error-rate 8e-4 --bits mantissa " +
            $"--error-model {ErrorModelNames.Flip} --seed 1 --data DIR --out run --plot run.png")
        {
            Plot, TensorBoard, Runs, Out,
        };
        foreach (Option option in TrainSimulation.All)
            command.Options.Add(option);
        command.Options.Add(TrainHelp.Option());
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(Run);
        return command;
    }

    private static Option<string?> Hidden(Option<string?> option)
    {
        option.Hidden = true;
        return option;
    }

    private static int Run(ParseResult parsed)
    {
        string[] runs = parsed.GetValue(Runs) ?? [];
        CheckOutputs(parsed, runs);
        if (runs.Length == 0)
            return Train(parsed);
        Show(parsed, runs);
        return ExitCode.Done;
    }

    private static void CheckOutputs(ParseResult parsed, string[] runs)
    {
        bool isShown = parsed.GetValue(Plot) is not null || parsed.GetValue(TensorBoard) is not null;
        if (runs.Length > 0 && !isShown)
            throw new InputException("--runs: goes with --plot FILE or --tensorboard DIR");
        if (isShown && runs.Length == 0 && parsed.GetValue(Out) is null)
        {
            string option = parsed.GetValue(Plot) is null ? TensorBoard.Name : Plot.Name;
            throw new InputException($"{option}: goes with --runs DIR... or with --out DIR, whose log it shows");
        }

        if (parsed.GetValue(Plot) is not { } picture)
            return;
        PlotFile.CheckName(picture);
        OutputFile.Check(picture);
    }

    /// <summary>Draws runs, and writes them for TensorBoard, as the options ask.</summary>
    private static void Show(ParseResult parsed, IEnumerable<string> runs)
    {
        TrainingLogFile[] logs = [.. runs.Select(TrainingLogFile.Load)];
        if (parsed.GetValue(Plot) is { } picture)
            PlotFile.Write(AccuracyPlot.Draw(logs), picture, AccuracyPlot.Width, AccuracyPlot.Height);
        if (parsed.GetValue(TensorBoard) is { } folder)
            TensorBoardFile.WriteRuns(folder, logs);
    }

    private static int Train(ParseResult parsed)
    {
        using TrainSimulation? simulation = TrainSimulation.Prepare(parsed);
        string? folder = parsed.GetValue(Out);
        string[] output = folder is null ? [] : [Out.Name, folder];
        int code = Train([.. parsed.UnmatchedTokens, .. output, .. TrainSimulation.Arguments(parsed, simulation)]);
        if (code == ExitCode.Done)
            simulation?.Run();
        // A run that diverged or was interrupted has a log, too.
        if (code is ExitCode.Done or ExitCode.Failed && folder is not null && TrainingLogFile.IsIn(folder))
            Show(parsed, [folder]);
        return code;
    }

    /// <summary>Trains. The program says by itself how the run ended, unless it was not let.</summary>
    private static int Train(IEnumerable<string> arguments)
    {
        using var signals = new SignalRelay();
        using ChildProgram child = TrainingProgram.Start(arguments, answers: false);
        signals.PassTo(child);
        int code = child.Wait();
        if (code <= EndedBySignal || code == ExitCode.ReaderLeft)
            return code;
        if (signals.IsCancelled)
            throw new RunInterruptedException("interrupted before the training began; run the same command again");
        throw new ChildProgramException($"{TrainingCommands.Program} was ended by signal {code - EndedBySignal}");
    }
}
