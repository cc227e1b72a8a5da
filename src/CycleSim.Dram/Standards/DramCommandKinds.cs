namespace CycleSim.Dram.Standards;

/// <summary>What a command concerns.</summary>
public static class DramCommandKinds
{
    /// <summary>It reads or writes: a column command. All others are row commands.</summary>
    /// <param name="kind">The command.</param>
    public static bool IsColumn(this DramCommandKind kind) => kind is DramCommandKind.Read or DramCommandKind.Write;

    /// <summary>It names a row.</summary>
    /// <param name="kind">The command.</param>
    public static bool HasRow(this DramCommandKind kind) => kind == DramCommandKind.Activate || kind.IsColumn();

    /// <summary>It concerns one bank; all others concern a whole rank.</summary>
    /// <param name="kind">The command.</param>
    public static bool IsOfBank(this DramCommandKind kind) =>
        kind.HasRow() || kind is DramCommandKind.Precharge or DramCommandKind.RefreshBank;
}
