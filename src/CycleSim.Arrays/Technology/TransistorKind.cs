namespace CycleSim.Arrays.Technology;

/// <summary>The transistors of the periphery, by the roadmaps of the ITRS.</summary>
public enum TransistorKind
{
    /// <summary>High performance: fast, and leaking by far the most.</summary>
    Hp,

    /// <summary>Low standby power: high threshold, hardly any leakage, slow.</summary>
    Lstp,

    /// <summary>Low operating power: low supply voltage, in between.</summary>
    Lop,
}
