namespace CycleSim.Dram.Standards;

/// <summary>A DRAM command. Banks are precharged one by one: there is no precharge of all banks.</summary>
public enum DramCommandKind
{
    /// <summary>ACT: activate a row.</summary>
    Activate,

    /// <summary>PRE: precharge a bank.</summary>
    Precharge,

    /// <summary>RD: read one burst.</summary>
    Read,

    /// <summary>WR: write one burst.</summary>
    Write,

    /// <summary>REF: refresh a rank.</summary>
    Refresh,

    /// <summary>REFB: refresh a bank.</summary>
    RefreshBank,

    /// <summary>PDE: a rank enters power-down.</summary>
    PowerDownEntry,

    /// <summary>PDX: a rank leaves power-down.</summary>
    PowerDownExit,

    /// <summary>SRE: a rank enters self-refresh.</summary>
    SelfRefreshEntry,

    /// <summary>SRX: a rank leaves self-refresh.</summary>
    SelfRefreshExit,
}
