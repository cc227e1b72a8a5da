using System.Text.Json;
using CycleSim.Configuration;
using CycleSim.Configuration.Files;

namespace CycleSim.Studies.Reports;

/// <summary>The log of a training run, read back for plots.</summary>
/// <param name="Name">Name of the run's folder.</param>
/// <param name="Accuracies">Share of the images of each step that were classified right, from step 0.</param>
/// <param name="Epochs">Epochs.</param>
/// <param name="DivergedAt">The step whose loss was not finite, if any.</param>
public sealed record TrainingLogFile(
    string Name, IReadOnlyList<double> Accuracies, IReadOnlyList<LoggedEpoch> Epochs, long? DivergedAt)
{
    private const string LogName = "log.jsonl";

    /// <summary>Whether there is a log in the folder of a run.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, LogName));

    /// <summary>Reads a log.</summary>
    /// <param name="path">The folder of a run, or its log.</param>
    /// <exception cref="InputException">There is no log, or a line of it is no JSON of this kind.</exception>
    public static TrainingLogFile Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string file = Directory.Exists(path) ? Path.Combine(path, LogName) : path;
        var accuracies = new List<double>();
        var epochs = new List<LoggedEpoch>();
        long? diverged = null;
        int number = 0;
        using StreamReader reader = Open(file);
        while (reader.ReadLine() is { } line)
        {
            number++;
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                diverged = Take(document.RootElement, accuracies, epochs) ?? diverged;
            }
            catch (Exception problem)
                when (problem is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
            {
                throw new InputException($"{file}({number}): is no line of a training log: {problem.Message}");
            }
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? file;
        return new TrainingLogFile(Path.GetFileName(folder), accuracies, epochs, diverged);
    }

    private static StreamReader Open(string file)
    {
        try
        {
            return new StreamReader(InputFile.Open(file));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{file}: there is no such file; a run writes it with --out");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file}: cannot be read: {problem.Message}");
        }
    }

    private static long? Take(JsonElement line, List<double> accuracies, List<LoggedEpoch> epochs)
    {
        long step = line.GetProperty("step").GetInt64();
        switch (line.GetProperty("kind").GetString())
        {
            case "step":
                accuracies.Add(line.GetProperty("accuracy").GetDouble());
                return null;
            case "epoch":
                JsonElement test = line.GetProperty("test_accuracy");
                epochs.Add(new LoggedEpoch(
                    step, line.GetProperty("train_accuracy").GetDouble(), test.ValueKind == JsonValueKind.Null ? null : test.GetDouble()));
                return null;
            case "diverged":
                return step;
            case var other:
                throw new FormatException($"unknown kind \"{other}\"");
        }
    }
}
