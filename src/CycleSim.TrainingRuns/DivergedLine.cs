namespace CycleSim.TrainingRuns;

/// <summary>The end of a run whose loss is no finite number.</summary>
public sealed record DivergedLine : LogLine
{
    /// <summary>The step that has that loss; it changed nothing.</summary>
    public required long Step { get; init; }

    /// <summary>Its epoch, from 0.</summary>
    public long Epoch { get; init; }
}
