namespace CycleSim.Dram;

/// <summary>A DRAM command. The controller precharges bank by bank: there is no precharge of all banks.</summary>
public enum DramCommandKind
{
    /// <summary>Activate a row.</summary>
    Activate,

    /// <summary>Precharge a bank.</summary>
    Precharge,

    /// <summary>Read one burst.</summary>
    Read,

    /// <summary>Write one burst.</summary>
    Write,

    /// <summary>Refresh a rank.</summary>
    Refresh,
}
