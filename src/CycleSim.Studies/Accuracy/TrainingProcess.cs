using System.Globalization;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.TrainingRuns;

namespace CycleSim.Studies.Accuracy;

/// <summary>
/// Trains by the program `cyclesim-train`, which is started once and asked for one run after the other: libtorch and images are loaded
/// once.
/// </summary>
/// <param name="data">Folder with the data sets; null if none was named.</param>
/// <param name="allowPartial">Whether incomplete data sets may be used.</param>
public sealed class TrainingProcess(string? data, bool allowPartial) : ITrainingBackend, IDisposable
{
    private const int StepsBetweenCheckpoints = 100;

    private ChildProgram? _program;
    private readonly Dictionary<string, string?> _missing = [];
    private readonly Dictionary<(string Network, string Dataset, double Width), TrainingDescription> _described = [];

    /// <inheritdoc />
    public string? WhyMissing(string dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (TrainingProgram.WhyMissing is { } missing)
            return missing;
        if (!_missing.TryGetValue(dataset, out string? reason))
            _missing.Add(dataset, reason = WhyUnreadable(dataset));
        return reason;
    }

    /// <inheritdoc />
    public string Fingerprint(TrainingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Describe(request.Network, request.Dataset, request.Width).Fingerprint;
    }

    /// <summary>Tells which network and which images a run has.</summary>
    /// <param name="network">The network, with or without its data set.</param>
    /// <param name="dataset">The data set.</param>
    /// <exception cref="InputException">There is no such network or data set, or its images cannot be read.</exception>
    /// <exception cref="ChildProgramException">The program is missing or failed.</exception>
    public TrainingDescription Describe(string network, string dataset) => Describe(network, dataset, 1);

    /// <inheritdoc />
    public TrainedRun Train(TrainingRequest request, string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(folder);
        var files = new TrainingFiles(folder);
        // What an earlier process came to must not be taken for the result of this one.
        File.Delete(files.Summary);
        TrainingAnswer answer = Ask([.. Arguments(request), .. DataArguments(request.Dataset), "--out", folder, "--resume"], cancellation);
        if (!File.Exists(files.Summary))
            throw Failure(answer, cancellation);
        TrainingSummary outcome = TrainingSummary.Read(files.Summary);
        if (outcome.Status == TrainingStatus.Interrupted)
            throw new OperationCanceledException(cancellation);
        // The result is what counts from here on; weights of large networks would fill the disk.
        File.Delete(files.Checkpoint);
        return new TrainedRun(
            outcome.Steps, outcome.StepsPerEpoch, outcome.Status == TrainingStatus.Diverged, outcome.TestAccuracy, outcome.TrainingImages,
            Math.Min(request.TestImages ?? int.MaxValue, outcome.TestImages));
    }

    /// <summary>The command line of a run, without data and results.</summary>
    internal static IEnumerable<string> Arguments(TrainingRequest request)
    {
        (string Option, object? Value)[] values =
        [
            ("--network", request.Network), ("--width", request.Width == 1 ? null : request.Width), ("--epochs", request.Epochs),
            ("--batch", request.Batch), ("--learning-rate", request.LearningRate), ("--seed", request.Seed),
            ("--max-steps", request.MaxSteps), ("--test-images", request.TestImages), ("--checkpoint-every", StepsBetweenCheckpoints),
            ("--error-model", request.ErrorModel),
            ("--activation-write-error-rates", request.WriteErrorRates.Activations),
            ("--weight-write-error-rates", request.WriteErrorRates.Weights),
            ("--error-write-error-rates", request.WriteErrorRates.Errors),
        ];
        return values.Where(pair => pair.Value is not null)
            .SelectMany(pair => new[] { pair.Option, Convert.ToString(pair.Value, CultureInfo.InvariantCulture)! });
    }

    /// <summary>Lets the program end.</summary>
    public void Dispose()
    {
        _program?.Wait();
        Forget();
    }

    private TrainingDescription Describe(string network, string dataset, double width)
    {
        if (!_described.TryGetValue((network, dataset, width), out TrainingDescription? description))
        {
            string[] arguments = ["--network", network, .. WidthArguments(width), .. DataArguments(dataset)];
            description = TrainingDescription.Parse(Describe(arguments));
            _described.Add((network, dataset, width), description);
        }

        return description;
    }

    private static string[] WidthArguments(double width) =>
        width == 1 ? [] : ["--width", width.ToString(CultureInfo.InvariantCulture)];

    private void Forget()
    {
        _program?.Dispose();
        _program = null;
    }

    private TrainingAnswer Ask(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        ChildProgram program = _program ??= TrainingProgram.Start([TrainingCommands.Serve], answers: true);
        using CancellationTokenRegistration registration = cancellation.Register(program.RequestStop);
        if (program.Ask(TrainingAnswer.Request(arguments)) is { } answer)
            return TrainingAnswer.Parse(answer);
        int code = program.Wait();
        Forget();
        cancellation.ThrowIfCancellationRequested();
        throw new ChildProgramException($"{TrainingCommands.Program} ended without a result, with exit code {code}");
    }

    private string Describe(IEnumerable<string> arguments)
    {
        TrainingAnswer answer = Ask([TrainingCommands.Describe, .. arguments], CancellationToken.None);
        return answer.ExitCode == ExitCode.Done ? answer.Output : throw Failure(answer, CancellationToken.None);
    }

    private static Exception Failure(TrainingAnswer answer, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return new OperationCanceledException(cancellation);
        string message = MessageOf(answer.ErrorOutput) ?? $"{TrainingCommands.Program} gave no result, with exit code {answer.ExitCode}";
        return answer.ExitCode == ExitCode.WrongInput ? new InputException(message) : new ChildProgramException(message);
    }

    // The last line that begins with the name of the program says why it ended, and may continue over several lines.
    private static string? MessageOf(string errorOutput)
    {
        const string start = TrainingCommands.Program + ": ";
        int at = errorOutput.StartsWith(start, StringComparison.Ordinal)
            ? 0
            : errorOutput.LastIndexOf("\n" + start, StringComparison.Ordinal) + 1;
        return errorOutput.AsSpan(at).StartsWith(start) ? errorOutput[(at + start.Length)..].TrimEnd() : null;
    }

    private string? WhyUnreadable(string dataset)
    {
        try
        {
            Describe(DataArguments(dataset));
            return null;
        }
        catch (InputException problem)
        {
            return problem.Message.ReplaceLineEndings(" ");
        }
    }

    private bool HasFolder => !string.IsNullOrWhiteSpace(data);

    private IEnumerable<string> DataArguments(string dataset) =>
    [
        "--dataset", dataset, .. HasFolder ? ["--data", data!] : Array.Empty<string>(),
        .. allowPartial ? ["--allow-partial"] : Array.Empty<string>(),
    ];
}
