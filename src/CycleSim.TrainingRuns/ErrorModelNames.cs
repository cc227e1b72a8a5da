using CycleSim.Configuration.Keys;

namespace CycleSim.TrainingRuns;

/// <summary>
/// The names of the error models, for all who ask for a training without doing it; the models themselves are in the program that trains.
/// </summary>
public static class ErrorModelNames
{
    /// <summary>The bit keeps what it held before: what a magnetic junction that does not switch does.</summary>
    public const string StuckAtOld = "stuck-at-old";

    /// <summary>The bit is the opposite of what was written.</summary>
    public const string Flip = "flip";

    /// <summary>The model of a run that names none.</summary>
    public const string Default = StuckAtOld;

    /// <summary>All names. Who starts a training program with a model of its own adds the model's name before options are read.</summary>
    public static ChoiceTable<ErrorModelName> All { get; } = new(
        "error model", new ErrorModelName(StuckAtOld, "the former bit"), new ErrorModelName(Flip, "the opposite bit"))
    {
        Separator = '-',
    };
}
