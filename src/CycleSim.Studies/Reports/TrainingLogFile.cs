using System.Text;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.TrainingRuns;

namespace CycleSim.Studies.Reports;

/// <summary>The log of a training run, read back for plots.</summary>
/// <param name="Name">Name of the run's folder.</param>
/// <param name="Steps">Steps, from step 0.</param>
/// <param name="Epochs">Epochs.</param>
/// <param name="DivergedAt">The step whose loss was not finite, if any.</param>
public sealed record TrainingLogFile(
    string Name, IReadOnlyList<StepLine> Steps, IReadOnlyList<EpochLine> Epochs, long? DivergedAt)
{
    /// <summary>Far more than a line has: a file without ends of lines is no log.</summary>
    private const int MaxLineLength = 1 << 20;

    /// <summary>Share of the images of each step that were classified right, from step 0.</summary>
    public IReadOnlyList<double> Accuracies { get; } = [.. Steps.Select(step => step.Accuracy)];

    /// <summary>Whether there is a log in the folder of a run.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsIn(string folder) => File.Exists(new TrainingFiles(folder).Log);

    /// <summary>Reads a log.</summary>
    /// <param name="path">The folder of a run, or its log.</param>
    /// <exception cref="InputException">There is no log, or a line of it is no JSON of this kind.</exception>
    public static TrainingLogFile Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string file = Directory.Exists(path) ? new TrainingFiles(path).Log : path;
        var steps = new List<StepLine>();
        var epochs = new List<EpochLine>();
        long? diverged = null;
        int number = 0;
        using StreamReader reader = Open(file);
        while (NextLine(reader, file, number + 1) is { } line)
        {
            number++;
            try
            {
                diverged = Take(LogLine.Parse(line), steps, epochs) ?? diverged;
            }
            catch (FormatException problem)
            {
                throw new InputException($"{file}({number}): is no line of a training log: {problem.Message}");
            }
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? file;
        return new TrainingLogFile(Path.GetFileName(folder), steps, epochs, diverged);
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

    /// <summary>The next line without its end; null at the end of the file.</summary>
    private static string? NextLine(StreamReader reader, string file, int number)
    {
        try
        {
            int letter = reader.Read();
            if (letter < 0)
                return null;
            var line = new StringBuilder();
            for (; letter >= 0 && letter != '\n'; letter = reader.Read())
            {
                if (line.Length == MaxLineLength)
                {
                    throw new InputException(
                        $"{file}({number}): is no line of a training log: it is longer than {MaxLineLength} characters");
                }

                line.Append((char)letter);
            }

            return line.ToString();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file}({number}): cannot be read: {problem.Message}");
        }
    }

    private static long? Take(LogLine line, List<StepLine> steps, List<EpochLine> epochs)
    {
        switch (line)
        {
            case StepLine step:
                steps.Add(step);
                return null;
            case EpochLine epoch:
                epochs.Add(epoch);
                return null;
            case DivergedLine diverged:
                return diverged.Step;
            default:
                throw new FormatException($"it is a {line.GetType().Name}");
        }
    }
}
