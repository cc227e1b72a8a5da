namespace CycleSim.Studies.Timeline;

/// <summary>The rows of the activity timeline.</summary>
internal enum ActivityRow
{
    /// <summary>DRAM bursts moved, against the peak of the data bus.</summary>
    Dram,

    /// <summary>Lines moved in the error scratchpad.</summary>
    ErrorScratchpad,

    /// <summary>Lines moved in the weight scratchpad.</summary>
    WeightScratchpad,

    /// <summary>Lines moved in the activation scratchpad.</summary>
    ActivationScratchpad,

    /// <summary>Steps of the vector unit.</summary>
    VectorUnit,

    /// <summary>Steps of the array.</summary>
    Array,
}
