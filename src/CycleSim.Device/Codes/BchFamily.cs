using System.Numerics;

namespace CycleSim.Device.Codes;

/// <summary>
/// Shortened primitive BCH codes that correct t errors, with or without an overall parity bit. The generator is the product of the distinct
/// minimal polynomials of alpha, alpha³, ..., alpha^(2t-1).
/// </summary>
/// <param name="correctable">Number of errors t that are corrected, at least 1.</param>
/// <param name="hasOverallParity">Whether there is an overall parity bit.</param>
internal sealed class BchFamily(int correctable, bool hasOverallParity) : ICodeFamily
{
    public ErrorCorrectingCode? Create(int dataBits)
    {
        int degree = GaloisField.MinDegree;
        while ((1 << degree) - 1 < dataBits + degree * correctable)
            if (++degree > GaloisField.MaxDegree)
                return null;
        GaloisField field = new(degree);
        BigInteger generator = GeneratorOf(field);
        int remainderBits = (int)generator.GetBitLength() - 1;
        int rows = remainderBits + (hasOverallParity ? 1 : 0);
        ParityChecks checks = new(rows, [.. Remainders(generator, dataBits).Select(one => Packed(one, remainderBits, rows))]);
        return new(checks, new BchLocator(field, remainderBits + dataBits, remainderBits, correctable, hasOverallParity))
        {
            Name = FormattableString.Invariant(
                $"BCH{correctable}{(hasOverallParity ? "X" : "")}({checks.CodewordBits},{dataBits})"),
            Family = hasOverallParity ? "BCHX" : "BCH",
            CorrectableBits = correctable,
            MinDistance = 2 * correctable + (hasOverallParity ? 2 : 1),
            FieldDegree = degree,
            Generator = generator,
        };
    }

    private BigInteger GeneratorOf(GaloisField field)
    {
        BigInteger generator = BigInteger.One;
        HashSet<int> covered = [];
        for (int root = 1; root < 2 * correctable; root += 2)
            if (!covered.Contains(root % field.Order))
                generator = Product(generator, MinimalPolynomial(field, root, covered));
        return generator;
    }

    /// <summary>The product of (x - alpha^e) over the exponents e = root, 2 root, 4 root, ..., which are noted as covered.</summary>
    private static BigInteger MinimalPolynomial(GaloisField field, int root, HashSet<int> covered)
    {
        List<int> coefficients = [1];
        for (int exponent = root % field.Order; covered.Add(exponent); exponent = 2 * exponent % field.Order)
        {
            coefficients.Add(0);
            for (int k = coefficients.Count - 1; k >= 0; k--)
                coefficients[k] = (k > 0 ? coefficients[k - 1] : 0) ^ field.Multiply(field.Power(exponent), coefficients[k]);
        }

        return coefficients.Select((coefficient, k) => new BigInteger(coefficient) << k).Aggregate(BigInteger.Zero, (a, b) => a | b);
    }

    /// <summary>The product of polynomials over the field of two elements.</summary>
    private static BigInteger Product(BigInteger a, BigInteger b)
    {
        BigInteger product = BigInteger.Zero;
        for (; !b.IsZero; b >>= 1, a <<= 1)
            if (!b.IsEven)
                product ^= a;
        return product;
    }

    /// <summary>x^i mod the generator, for i from its degree on.</summary>
    private static IEnumerable<BigInteger> Remainders(BigInteger generator, int count)
    {
        int degree = (int)generator.GetBitLength() - 1;
        BigInteger remainder = generator ^ (BigInteger.One << degree);
        for (int k = 0; k < count; k++)
        {
            yield return remainder;
            remainder <<= 1;
            if (remainder.GetBitLength() > degree)
                remainder ^= generator;
        }
    }

    private ulong[] Packed(BigInteger remainder, int remainderBits, int rows)
    {
        ulong[] column = new ulong[BitWords.Count(rows)];
        for (int w = 0; w < column.Length; w++)
            column[w] = (ulong)((remainder >> (64 * w)) & ulong.MaxValue);

        // The bit itself and the check bits that it enters have even parity together with the overall parity bit.
        if (hasOverallParity && BitWords.PopCount(column) % 2 == 0)
            BitWords.Flip(column, remainderBits);
        return column;
    }
}
