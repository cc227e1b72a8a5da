using System.Numerics;

namespace CycleSim.Device.Codes;

/// <summary>Shortened Hamming codes, which correct one error: all columns but 0 differ. Data bits have 3, 5, 6, 7, 9, ...</summary>
internal sealed class SecFamily : ICodeFamily
{
    public ErrorCorrectingCode Create(int dataBits)
    {
        int rows = 2;
        while (1L << rows < dataBits + rows + 1L)
            rows++;
        ulong[][] columns =
        [
            .. Enumerable.Range(3, int.MaxValue - 3).Where(column => !BitOperations.IsPow2(column)).Take(dataBits)
                .Select(column => new[] { (ulong)column }),
        ];
        ParityChecks checks = new(rows, columns);
        return new(checks, new ColumnLocator(checks))
        {
            Name = FormattableString.Invariant($"SEC({checks.CodewordBits},{dataBits})"),
            Family = "SEC",
            CorrectableBits = 1,
            MinDistance = 3,
            FieldDegree = rows,
        };
    }
}
