namespace CycleSim.Studies.Accounting;

/// <summary>Which layers move data.</summary>
public enum LayerInterpretation
{
    /// <summary>Convolutions and fully connected layers; all others hand on what they get.</summary>
    ConvFc,

    /// <summary>All layers.</summary>
    All,
}
