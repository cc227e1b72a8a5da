using System.Text.Json.Serialization;

namespace CycleSim.TrainingRuns;

/// <summary>What a write of an activation or an error overwrites. Weights stay where they are and overwrite themselves.</summary>
[JsonConverter(typeof(ChoiceConverter<OldContent>))]
public enum OldContent
{
    /// <summary>Each tensor has memory of its own: it overwrites what it was a step before.</summary>
    Own,

    /// <summary>All tensors of a scratchpad start at the same address: each overwrites those stored before it.</summary>
    Shared,
}
