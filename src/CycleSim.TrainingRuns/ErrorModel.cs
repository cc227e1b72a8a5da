using System.Text.Json.Serialization;

namespace CycleSim.TrainingRuns;

/// <summary>What a failed write leaves behind.</summary>
[JsonConverter(typeof(ChoiceConverter<ErrorModel>))]
public enum ErrorModel
{
    /// <summary>The bit keeps what it held before: what a magnetic junction that does not switch does.</summary>
    StuckAtOld,

    /// <summary>The bit is the opposite of what was written.</summary>
    Flip,
}
