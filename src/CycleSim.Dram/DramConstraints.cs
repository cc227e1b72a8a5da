namespace CycleSim.Dram;

/// <summary>
/// All timing constraints between two commands, in one table. The controller and the checker both read it; tFAW, a window over four
/// activates, stands beside it. Source: JESD79-3F.
/// </summary>
internal static class DramConstraints
{
    /// <summary>At most this many activates of a rank in any tFAW cycles.</summary>
    public const int ActivatesInWindow = 4;

    /// <summary>Number of command kinds: tables by kind have this many rows.</summary>
    public static int Kinds { get; } = Enum.GetValues<DramCommandKind>().Length;

    /// <summary>The table.</summary>
    public static IReadOnlyList<DramConstraint> Table { get; } =
    [
        new("tRCD-AL", DramCommandKind.Activate, DramCommandKind.Read, ConstraintScope.SameBank, t => t.ActivateToColumn),
        new("tRCD-AL", DramCommandKind.Activate, DramCommandKind.Write, ConstraintScope.SameBank, t => t.ActivateToColumn),
        new("tRAS", DramCommandKind.Activate, DramCommandKind.Precharge, ConstraintScope.SameBank, t => t.Tras),
        new("tRC", DramCommandKind.Activate, DramCommandKind.Activate, ConstraintScope.SameBank, t => t.Trc),
        new("tRRD", DramCommandKind.Activate, DramCommandKind.Activate, ConstraintScope.SameRank, t => t.Trrd),
        new("tRP", DramCommandKind.Precharge, DramCommandKind.Activate, ConstraintScope.SameBank, t => t.Trp),
        new("tRP", DramCommandKind.Precharge, DramCommandKind.Refresh, ConstraintScope.SameBank, t => t.Trp),
        new("AL+tRTP", DramCommandKind.Read, DramCommandKind.Precharge, ConstraintScope.SameBank, t => t.ReadToPrecharge),
        new("WL+BL/2+tWR", DramCommandKind.Write, DramCommandKind.Precharge, ConstraintScope.SameBank, t => t.WriteToPrecharge),
        new("tCCD", DramCommandKind.Read, DramCommandKind.Read, ConstraintScope.SameRank, t => t.ColumnPitch),
        new("tCCD", DramCommandKind.Write, DramCommandKind.Write, ConstraintScope.SameRank, t => t.ColumnPitch),
        new("RL+BL/2-WL+tRTRS", DramCommandKind.Read, DramCommandKind.Write, ConstraintScope.SameRank, t => t.ReadToWrite),
        new("WL+BL/2+tWTR", DramCommandKind.Write, DramCommandKind.Read, ConstraintScope.SameRank, t => t.WriteToRead),
        new("BL/2+tRTRS", DramCommandKind.Read, DramCommandKind.Read, ConstraintScope.OtherRanks, t => t.BurstCycles + t.Trtrs),
        new("RL+BL/2-WL+tRTRS", DramCommandKind.Read, DramCommandKind.Write, ConstraintScope.OtherRanks, t => t.ReadToWrite),
        new("WL+BL/2+tRTRS-RL", DramCommandKind.Write, DramCommandKind.Read, ConstraintScope.OtherRanks,
            t => t.Cwl + t.BurstCycles + t.Trtrs - t.Cl),
        new("BL/2", DramCommandKind.Write, DramCommandKind.Write, ConstraintScope.OtherRanks, t => t.BurstCycles),
        new("tRFC", DramCommandKind.Refresh, DramCommandKind.Activate, ConstraintScope.SameRank, t => t.Trfc),
        new("tRFC", DramCommandKind.Refresh, DramCommandKind.Refresh, ConstraintScope.SameRank, t => t.Trfc),
    ];
}
