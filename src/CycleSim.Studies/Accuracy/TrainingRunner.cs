using System.Text.Json;
using CycleSim.Platform.Files;

namespace CycleSim.Studies.Accuracy;

/// <summary>Runs trainings one after the other, each into a folder of its own, and reuses those that are there.</summary>
/// <param name="backend">Trains.</param>
/// <param name="folder">The folder of the study.</param>
public sealed class TrainingRunner(ITrainingBackend backend, string folder)
{
    private const string ResultName = "result.json";

    /// <summary>Far more than a result has; a larger file is none.</summary>
    private const long MaxBytes = 1 << 20;

    /// <summary>Why a data set cannot be used; null if it can.</summary>
    public string? WhyMissing(string dataset) => backend.WhyMissing(dataset);

    /// <summary>The folder of a run.</summary>
    public string FolderOf(TrainingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Path.Combine(folder, "training", $"{request.Network}-{request.Dataset}-{request.Id(backend.Fingerprint(request))}");
    }

    /// <summary>The result that is there; null if there is none yet.</summary>
    public TrainedRun? Find(TrainingRequest request) => Read(Path.Combine(FolderOf(request), ResultName));

    /// <summary>What is there of a group: seeds whose run without write errors is there, and cases of which all these are.</summary>
    /// <param name="group">The group.</param>
    /// <returns>The group without the rest; null if there is no run without write errors.</returns>
    public AccuracyGroup? Find(AccuracyGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        AccuracyGroup seeded = group with { Seeds = [.. group.Seeds.Where(seed => Find(group.Exact with { Seed = seed }) is not null)] };
        return seeded.Seeds.IsEmpty ? null : seeded with
        {
            Cases = [.. group.Cases.Where(errors => seeded.RunsOf(errors).All(request => Find(request) is not null))],
        };
    }

    /// <summary>Trains, unless the result is there.</summary>
    /// <exception cref="OperationCanceledException">The run was ended early; it can be resumed.</exception>
    public TrainedRun Run(TrainingRequest request, CancellationToken cancellation)
    {
        string place = FolderOf(request);
        string file = Path.Combine(place, ResultName);
        if (Read(file) is { } present)
            return present;
        OutputFile.CreateFolder("--out", place);
        TrainedRun run = backend.Train(request, place, cancellation);
        OutputFile.WriteAtomically(file, stream =>
        {
            JsonSerializer.Serialize(stream, run, TrainedRunContext.Default.TrainedRun);
            stream.WriteByte((byte)'\n');
        });
        return run;
    }

    private static TrainedRun? Read(string file)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: <= MaxBytes }
                ? JsonSerializer.Deserialize(File.ReadAllText(file), TrainedRunContext.Default.TrainedRun)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
