namespace CycleSim.Device.FokkerPlanck;

/// <summary>The probability at the end of a pulse whose relative error is bounded.</summary>
internal enum ControlledProbability
{
    /// <summary>That of not having switched: writing.</summary>
    Remaining,

    /// <summary>That of having switched: retention and reading.</summary>
    Switched,
}
