using System.Numerics;

namespace CycleSim.Device.Codes;

/// <summary>
/// Codes that correct one error and detect two: columns of odd weight, as M. Y. Hsiao, IBM J. Res. Dev. 14, 395 (1970), in ascending order
/// of weight and then of value rather than balanced over the rows.
/// </summary>
internal sealed class SecDedFamily : ICodeFamily
{
    public ErrorCorrectingCode Create(int dataBits)
    {
        int rows = 3;
        while (1L << (rows - 1) < dataBits + rows)
            rows++;
        ulong[][] columns =
        [
            .. Enumerable.Range(0, 1 << rows).Where(column => BitOperations.PopCount((uint)column) is var ones && ones % 2 == 1 && ones > 1)
                .OrderBy(column => BitOperations.PopCount((uint)column)).Take(dataBits).Select(column => new[] { (ulong)column }),
        ];
        ParityChecks checks = new(rows, columns);
        return new(checks, new ColumnLocator(checks))
        {
            Name = FormattableString.Invariant($"SEC-DED({checks.CodewordBits},{dataBits})"),
            Family = "SECDED",
            CorrectableBits = 1,
            MinDistance = 4,
            FieldDegree = rows - 1,
        };
    }
}
