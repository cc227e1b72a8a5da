namespace CycleSim.Device.MonteCarlo;

/// <summary>What random words are for; words of different purposes are independent.</summary>
internal enum RandomPurpose : uint
{
    /// <summary>The thermal field.</summary>
    ThermalField,

    /// <summary>The state before the pulse.</summary>
    InitialState,
}
