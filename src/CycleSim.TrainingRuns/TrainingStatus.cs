using System.Text.Json.Serialization;

namespace CycleSim.TrainingRuns;

/// <summary>How a run ended.</summary>
[JsonConverter(typeof(ChoiceConverter<TrainingStatus>))]
public enum TrainingStatus
{
    /// <summary>All steps are done.</summary>
    Completed,

    /// <summary>The loss was no finite number.</summary>
    Diverged,

    /// <summary>It was asked to stop; it can be resumed.</summary>
    Interrupted,
}
