using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Commands;

/// <summary>A DRAM command on its way to one bank or rank.</summary>
/// <param name="Cycle">DRAM clock cycle.</param>
/// <param name="Kind">Command.</param>
/// <param name="Rank">Rank.</param>
/// <param name="Bank">Bank of the rank, counted over its bank groups; 0 for commands to a whole rank.</param>
/// <param name="Row">Row of ACT, RD and WR.</param>
/// <param name="Column">Burst of RD and WR.</param>
/// <param name="Channel">Channel.</param>
public readonly record struct DramCommand(
    long Cycle, DramCommandKind Kind, int Rank, int Bank, int Row, int Column, int Channel = 0)
{
    /// <summary>The single commands of a run.</summary>
    public static IEnumerable<DramCommand> Expand(DramCommandRun run) => Enumerable.Range(0, run.Count).Select(i => new DramCommand(
        run.Cycle + (long)i * run.PitchCycles, run.Kind, run.Rank, run.Bank, run.Row, run.Column + i, run.Channel));

    /// <inheritdoc />
    public override string ToString()
    {
        string where = Kind switch
        {
            DramCommandKind.Activate => $"rank {Rank} bank {Bank} row {Row}",
            DramCommandKind.Precharge or DramCommandKind.RefreshBank => $"rank {Rank} bank {Bank}",
            DramCommandKind.Read or DramCommandKind.Write => $"rank {Rank} bank {Bank} row {Row} column {Column}",
            _ => $"rank {Rank}",
        };
        return $"{DramCommandNames.Of(Kind)} {(Channel > 0 ? $"channel {Channel} " : "")}{where} at {Cycle}";
    }
}
