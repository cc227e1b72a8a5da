namespace CycleSim.Device.MonteCarlo;

/// <summary>Width of the vectors that carry trajectories. Results do not depend on it.</summary>
public enum VectorWidth
{
    /// <summary>The widest that the processor has.</summary>
    Widest,

    /// <summary>256 bits.</summary>
    Bits256,

    /// <summary>512 bits; emulated where the processor has none.</summary>
    Bits512,
}
