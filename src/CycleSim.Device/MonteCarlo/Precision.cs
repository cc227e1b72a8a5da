namespace CycleSim.Device.MonteCarlo;

/// <summary>Precision of trajectories; both use the same random words.</summary>
public enum Precision
{
    /// <summary>32 bits: twice as fast; rounding is far below the noise.</summary>
    Single,

    /// <summary>64 bits.</summary>
    Double,
}
