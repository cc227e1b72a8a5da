namespace CycleSim.Arrays.Circuit;

/// <summary>Sizes that all circuits share, in units of the feature size; from CACTI, as NVSim uses them.</summary>
internal static class Rules
{
    /// <summary>Min width of an NMOS.</summary>
    public const double MinNmos = 1.5;

    /// <summary>Max width of an NMOS.</summary>
    public const double MaxNmos = 100;

    /// <summary>Height into which gates are folded when their area counts.</summary>
    public const double LayoutHeight = 40;

    /// <summary>Height into which gates are folded when their capacitance counts.</summary>
    public const double TransistorHeight = 20;

    /// <summary>Fan-out per stage of a driver.</summary>
    public const double StageEffort = 4;
}
