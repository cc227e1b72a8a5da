namespace CycleSim.TrainingRuns;

/// <summary>The files of a run in its folder.</summary>
/// <param name="Folder">The folder.</param>
public sealed record TrainingFiles(string Folder)
{
    /// <summary>Name of <see cref="Log"/>.</summary>
    public const string LogName = "log.jsonl";

    /// <summary>Name of <see cref="Checkpoint"/>.</summary>
    public const string CheckpointName = "checkpoint.bin";

    /// <summary>Name of <see cref="Summary"/>.</summary>
    public const string SummaryName = "summary.json";

    /// <summary>A <see cref="LogLine"/> for each step and each epoch.</summary>
    public string Log => Path.Combine(Folder, LogName);

    /// <summary>State to resume from.</summary>
    public string Checkpoint => Path.Combine(Folder, CheckpointName);

    /// <summary>What came out: a <see cref="TrainingSummary"/>.</summary>
    public string Summary => Path.Combine(Folder, SummaryName);
}
