namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>A DRAM bank with its command queue.</summary>
internal sealed class OracleDramBank(int rank, int bank)
{
    internal int Rank { get; } = rank;

    internal int Bank { get; } = bank;

    internal List<OracleRequest> Queue { get; } = [];

    /// <summary>The open row; null when the bank is closed.</summary>
    internal int? OpenRow { get; set; }

    /// <summary>Column commands since the row was opened.</summary>
    internal int Accesses { get; set; }

    /// <summary>The bank was last closed because a request needed another row.</summary>
    internal bool ClosedByConflict { get; set; }
}
