namespace CycleSim.Dram;

/// <summary>A DRAM command.</summary>
public enum DramCommandKind
{
    /// <summary>Activate a row.</summary>
    Activate,

    /// <summary>Precharge a bank.</summary>
    Precharge,

    /// <summary>Precharge all banks of a rank.</summary>
    PrechargeAll,

    /// <summary>Read one burst.</summary>
    Read,

    /// <summary>Write one burst.</summary>
    Write,

    /// <summary>Refresh a rank.</summary>
    Refresh,
}
