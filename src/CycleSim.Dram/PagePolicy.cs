namespace CycleSim.Dram;

/// <summary>What becomes of an open row that no request waits for.</summary>
public enum PagePolicy
{
    /// <summary>It stays open until a conflict or a refresh.</summary>
    Open,

    /// <summary>It is precharged as soon as the timing allows.</summary>
    Closed,
}
