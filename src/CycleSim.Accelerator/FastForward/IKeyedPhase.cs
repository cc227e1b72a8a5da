namespace CycleSim.Accelerator.FastForward;

/// <summary>A phase that can have a short state key as a whole, known before its ports are set.</summary>
internal interface IKeyedPhase
{
    /// <summary>Writes the key; false when this phase has none.</summary>
    public bool TryDescribe(PhaseKey key);
}
