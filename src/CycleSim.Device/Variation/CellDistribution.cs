namespace CycleSim.Device.Variation;

/// <summary>How a property of a cell is distributed about its nominal value.</summary>
public enum CellDistribution
{
    /// <summary>The nominal value times 1 + sigma x, x standard normal.</summary>
    Normal,

    /// <summary>The nominal value times exp(sigma x): the nominal value is the median.</summary>
    Lognormal,
}
