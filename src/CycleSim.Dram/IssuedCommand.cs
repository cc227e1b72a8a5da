namespace CycleSim.Dram;

/// <summary>A DRAM command on its way to one bank or rank.</summary>
/// <param name="Cycle">DRAM clock cycle.</param>
/// <param name="Code">Command.</param>
/// <param name="Rank">Rank.</param>
/// <param name="Bank">Bank of the rank; 0 for REF.</param>
/// <param name="Row">Row of ACT, RD and WR.</param>
/// <param name="Column">Burst of RD and WR.</param>
public readonly record struct IssuedCommand(long Cycle, DramCommandKind Code, int Rank, int Bank, int Row, int Column)
{
    /// <summary>The single commands of a run.</summary>
    public static IEnumerable<IssuedCommand> Expand(DramCommand run) => Enumerable.Range(0, run.Count).Select(i => new IssuedCommand(
        run.Cycle + (long)i * run.PitchCycles, run.Kind, run.Rank, run.Bank, run.Row, run.Column + i));

    /// <inheritdoc />
    public override string ToString() => Code switch
    {
        DramCommandKind.Refresh => $"REF rank {Rank} at {Cycle}",
        DramCommandKind.Precharge => $"PRE rank {Rank} bank {Bank} at {Cycle}",
        DramCommandKind.Activate => $"ACT rank {Rank} bank {Bank} row {Row} at {Cycle}",
        _ => $"{(Code == DramCommandKind.Read ? "RD" : "WR")} rank {Rank} bank {Bank} row {Row} column {Column} at {Cycle}",
    };
}
