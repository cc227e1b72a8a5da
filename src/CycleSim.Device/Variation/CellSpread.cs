using CycleSim.Platform;

namespace CycleSim.Device.Variation;

/// <summary>Relative standard deviations of what differs from cell to cell, each independent of the others; 0 for none.</summary>
public sealed record CellSpread
{
    /// <summary>Largest relative standard deviation.</summary>
    public const double MaxSigma = 0.2;

    /// <summary>How the properties are distributed.</summary>
    public CellDistribution Distribution { get; init; }

    /// <summary>Of length and width, both together.</summary>
    public double Diameter { get; init; }

    /// <summary>Of the free layer's thickness.</summary>
    public double Thickness { get; init; }

    /// <summary>Of the interfacial anisotropy.</summary>
    public double Anisotropy { get; init; }

    /// <summary>Of the resistance-area product; matters with <see cref="PopulationDrive.Voltage"/> only.</summary>
    public double ResistanceArea { get; init; }

    /// <summary>Of the access transistor's resistance; matters with <see cref="PopulationDrive.Voltage"/> only.</summary>
    public double TransistorResistance { get; init; }

    /// <summary>Of the write current; matters with <see cref="PopulationDrive.Current"/> only.</summary>
    public double Current { get; init; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="InputException">A deviation is not within 0 to <see cref="MaxSigma"/>.</exception>
    public void Check()
    {
        foreach (double sigma in (ReadOnlySpan<double>)
            [Diameter, Thickness, Anisotropy, ResistanceArea, TransistorResistance, Current])
        {
            if (!(sigma >= 0 && sigma <= MaxSigma))
                throw new InputException(FormattableString.Invariant(
                    $"a relative standard deviation of {sigma:G6} is out of range; allowed: 0 to {MaxSigma}"));
        }
    }
}
