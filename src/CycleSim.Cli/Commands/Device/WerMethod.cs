namespace CycleSim.Cli.Commands.Device;

/// <summary>How a write error rate is found.</summary>
internal enum WerMethod
{
    /// <summary>The Fokker-Planck equation: no noise, any rate.</summary>
    FokkerPlanck,

    /// <summary>Counting trajectories.</summary>
    MonteCarlo,

    /// <summary>A straight line through the rates that trajectories resolve, as in the paper.</summary>
    McExtrapolate,
}
