using System.Text.Json.Serialization;

namespace CycleSim.TrainingRuns;

/// <summary>Wrong bits in the tensors of each role: counts from bit 0 on, or null where there are none.</summary>
public sealed record WrongBits
{
    /// <summary>In activations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Activations { get; init; }

    /// <summary>In weights.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Weights { get; init; }

    /// <summary>In errors, the gradients of activations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Errors { get; init; }

    /// <summary>In what the optimizer keeps in the scratchpad of weights.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? OptimizerStates { get; init; }
}
