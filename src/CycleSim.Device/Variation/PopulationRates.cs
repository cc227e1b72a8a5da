namespace CycleSim.Device.Variation;

/// <summary>
/// Write error rates of a population of cells at one write point. "k sigma" means: exceeded by the share of cells that lies k standard
/// deviations out on one side of a normal distribution.
/// </summary>
public sealed record PopulationRates
{
    /// <summary>Rate of the nominal cell.</summary>
    public required double NominalCell { get; init; }

    /// <summary>Mean over the cells: what a write of a random cell suffers.</summary>
    public required double Mean { get; init; }

    /// <summary>Exceeded by half of the cells.</summary>
    public required double MedianCell { get; init; }

    /// <summary>Exceeded by 1.35e-3 of the cells.</summary>
    public required double ThreeSigmaCell { get; init; }

    /// <summary>Exceeded by 9.87e-10 of the cells.</summary>
    public required double SixSigmaCell { get; init; }

    /// <summary>Median, over chips, of the worst of 2^20 cells.</summary>
    public required double WorstOf2Pow20Cells { get; init; }

    /// <summary>Median, over chips, of the worst of 2^30 cells.</summary>
    public required double WorstOf2Pow30Cells { get; init; }

    /// <summary>Moments of the cells' properties.</summary>
    public required PopulationMoments Moments { get; init; }

    /// <summary>Approximations of the mean.</summary>
    public required MeanApproximations Approximations { get; init; }
}
