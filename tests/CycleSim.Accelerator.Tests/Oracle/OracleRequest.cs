namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>A burst inside the DRAM controller.</summary>
internal sealed class OracleRequest(long arrival, bool isWrite, int rank, int bank, int row, int column)
{
    internal long Arrival { get; } = arrival;

    internal bool IsWrite { get; } = isWrite;

    internal int Rank { get; } = rank;

    internal int Bank { get; } = bank;

    internal int Row { get; } = row;

    internal int Column { get; } = column;

    /// <summary>Cycles until its data have passed, once its command is issued.</summary>
    internal int CyclesLeft { get; set; }
}
