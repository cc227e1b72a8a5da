using System.Text.Json.Serialization;

namespace CycleSim.TrainingRuns;

/// <summary>A step that updated the weights.</summary>
public sealed record StepLine : LogLine
{
    /// <summary>The step, from 0.</summary>
    public required long Step { get; init; }

    /// <summary>The epoch, from 0.</summary>
    public long Epoch { get; init; }

    /// <summary>Mean loss of its images.</summary>
    public double? Loss { get; init; }

    /// <summary>Share of its images that were classified right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Wrong bits in what it wrote.</summary>
    [JsonPropertyName("errors")]
    public WrongBits WrongBits { get; init; } = new();
}
