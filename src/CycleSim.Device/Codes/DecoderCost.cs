using System.Numerics;

namespace CycleSim.Device.Codes;

/// <summary>
/// Size of a decoder without clock, from simple counts in which every gate has two inputs and costs as much as an XOR2: syndromes; where
/// they are not 0, the key equation (BCH); and the search for the wrong bits, all positions at once.
/// </summary>
/// <param name="SyndromeXorCount">XOR gates that compute the syndromes, by trees without sharing.</param>
/// <param name="SyndromeXorDepth">Gates in series.</param>
/// <param name="EquationGates">Gates that solve the key equation; 0 where columns are compared instead.</param>
/// <param name="EquationPasses">How often they are used, one time after the other.</param>
/// <param name="EquationDepth">Gates in series, of all passes.</param>
/// <param name="SearchGates">Gates that find and flip the wrong bits.</param>
/// <param name="SearchDepth">Gates in series.</param>
public sealed record DecoderCost(
    long SyndromeXorCount, int SyndromeXorDepth, long EquationGates, int EquationPasses, int EquationDepth, long SearchGates,
    int SearchDepth)
{
    // A reduction by the field polynomial adds two gates in series to the tree of a product.
    private const int ReductionDepth = 2;

    /// <summary>All gates.</summary>
    public long Gates => SyndromeXorCount + EquationGates + SearchGates;

    /// <summary>Gates in series from the stored word to the corrected one.</summary>
    public int Depth => SyndromeXorDepth + EquationDepth + SearchDepth;

    /// <summary>Gate operations beyond the syndromes that a word with wrong bits takes.</summary>
    public long CorrectionOperations => EquationGates * EquationPasses + SearchGates;

    /// <summary>The decoder of a code; null without check bits.</summary>
    /// <param name="code">The code.</param>
    public static DecoderCost? Of(ErrorCorrectingCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.CheckBits == 0 ? null
            : code is { Generator: not null, FieldDegree: { } degree } ? OfField(code, new GaloisField(degree)) : OfColumns(code);
    }

    /// <summary>The levels of a tree of gates with two inputs.</summary>
    internal static int TreeDepth(long inputs) => inputs <= 1 ? 0 : BitOperations.Log2((ulong)inputs - 1) + 1;

    /// <summary>One error: its syndrome is the column of the wrong bit, and each data bit compares the syndrome with its own.</summary>
    private static DecoderCost OfColumns(ErrorCorrectingCode code)
    {
        IReadOnlyList<int> rows = code.DataBitsPerCheck();
        int checks = code.CheckBits;
        long compare = (long)code.DataBits * (checks - 1);
        long seesErrors = checks - 1;
        return new(
            rows.Sum(ones => (long)ones), TreeDepth(rows.Max() + 1), 0, 0, 0, compare + code.DataBits + seesErrors,
            TreeDepth(checks) + 1);
    }

    private static DecoderCost OfField(ErrorCorrectingCode code, GaloisField field)
    {
        int bits = code.CodewordBits;
        int t = code.CorrectableBits;
        int m = field.Degree;
        bool hasParity = code.HasOnlyEvenWeights;
        int[] inputs = SyndromeInputs(field, bits - (hasParity ? 1 : 0), t);
        long syndromes = inputs.Sum(ones => Math.Max(0L, ones - 1)) + (hasParity ? bits - 1 : 0);
        int multiplierDepth = 1 + TreeDepth(m) + ReductionDepth;

        // Chien's search: t products with constants (m² / 2 gates each), their sum, the test for 0, and the flip, for each position.
        long search = bits * ((long)t * m * m / 2 + (long)t * m + m - 1 + 1);
        int searchDepth = TreeDepth(m) + TreeDepth(t + 1) + TreeDepth(m) + 1;
        (int multipliers, int passes, int depth) = KeyEquation(t, multiplierDepth);
        return new(
            syndromes, Math.Max(TreeDepth(inputs.Max()), hasParity ? TreeDepth(bits) : 0), 2L * m * m * multipliers, passes, depth,
            search, searchDepth);
    }

    /// <summary>
    /// General multipliers, how often they are used, and the depth of all. The locator is scaled, so that nothing is divided: closed forms
    /// for up to three errors (W. W. Peterson, IRE Trans. IT-6, 459 (1960)), from four on t steps of Berlekamp's and Massey's iteration,
    /// in each t + 1 products for the discrepancy and then 2 (t + 1) for the update. Squares are linear and left out.
    /// </summary>
    private static (int Multipliers, int Passes, int Depth) KeyEquation(int correctable, int multiplierDepth) => correctable switch
    {
        1 => (0, 1, 0),
        2 => (1, 1, multiplierDepth + 1),
        3 => (4, 1, 2 * multiplierDepth + 2),
        _ => (3 * (correctable + 1), correctable, correctable * (2 * multiplierDepth + TreeDepth(correctable + 1) + 1)),
    };

    /// <summary>For each bit of S1, S3, ..., S(2t-1) the number of bits of the word that enter it.</summary>
    private static int[] SyndromeInputs(GaloisField field, int length, int correctable)
    {
        int m = field.Degree;
        int[] inputs = new int[correctable * m];
        for (int k = 0; k < correctable; k++)
        {
            for (int position = 0; position < length; position++)
            {
                int element = field.Power((2L * k + 1) * position);
                for (int bit = 0; bit < m; bit++)
                    inputs[k * m + bit] += element >> bit & 1;
            }
        }

        return inputs;
    }
}
