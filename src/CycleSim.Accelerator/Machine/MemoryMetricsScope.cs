namespace CycleSim.Accelerator.Machine;

/// <summary>Which capacity the memory model is asked for.</summary>
public enum MemoryMetricsScope
{
    /// <summary>Latency and energy of an access are those of one array of the whole on-chip capacity; leakage and area too.</summary>
    Total,

    /// <summary>Each scratchpad is an array of its own, a third of the capacity; leakage and area count three times.</summary>
    PerScratchpad,
}
