namespace CycleSim.Studies.Accounting;

/// <summary>How much room structures have.</summary>
public enum RoomInterpretation
{
    /// <summary>All of a third of the capacity for each kind: activations, weights, errors.</summary>
    Third,

    /// <summary>The share of a third that moves the minimum of bytes, for each kind.</summary>
    Best,

    /// <summary>The whole capacity, for all kinds together.</summary>
    Whole,
}
