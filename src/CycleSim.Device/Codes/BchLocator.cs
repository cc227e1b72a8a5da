namespace CycleSim.Device.Codes;

/// <summary>
/// Bounded-distance decoding of binary BCH codes: power sums of the error positions from the syndrome, the locator polynomial by
/// Berlekamp and Massey's algorithm, its roots by Chien's search (S. Lin and D. J. Costello, Error Control Coding, 2nd ed., 2004,
/// chapter 6). With an overall parity bit, a wrong parity counts as one more error.
/// </summary>
/// <param name="field">The field of the code's roots.</param>
/// <param name="cyclicBits">Bits of the codeword without the overall parity bit.</param>
/// <param name="generatorDegree">Check bits without the overall parity bit; that bit, if there is one, comes next.</param>
/// <param name="correctable">Number of errors that are corrected.</param>
/// <param name="hasOverallParity">Whether there is an overall parity bit.</param>
internal sealed class BchLocator(GaloisField field, int cyclicBits, int generatorDegree, int correctable, bool hasOverallParity)
    : IErrorLocator
{
    public IReadOnlyList<int>? Locate(ReadOnlySpan<ulong> syndrome)
    {
        List<int>? wrong = Cyclic(syndrome);
        if (wrong is null || !hasOverallParity)
            return wrong;

        // The systematic parity row is the overall parity less that of the other check bits: added up, the parity of all bits.
        bool isOdd = (BitWords.PopCount(syndrome) & 1) != 0;
        if (isOdd == ((wrong.Count & 1) != 0))
            return wrong;
        wrong.Add(generatorDegree);
        return wrong.Count <= correctable ? wrong : null;
    }

    /// <summary>Wrong bits other than the overall parity bit.</summary>
    private List<int>? Cyclic(ReadOnlySpan<ulong> syndrome)
    {
        int[] sums = PowerSums(syndrome);
        if (sums.All(sum => sum == 0))
            return [];
        return Locator(sums) is { } locator ? Roots(locator) : null;
    }

    /// <summary>The sums of the k-th powers of the error positions, k = 1 to 2 t: the remainder at the generator's roots.</summary>
    private int[] PowerSums(ReadOnlySpan<ulong> syndrome)
    {
        int[] sums = new int[2 * correctable];
        for (int power = 1; power <= sums.Length; power++)
            for (int bit = 0; bit < generatorDegree; bit++)
                if (BitWords.Get(syndrome, bit))
                    sums[power - 1] ^= field.Power((long)power * bit);
        return sums;
    }

    /// <summary>The shortest recurrence of the power sums; null when it is longer than the errors that are corrected.</summary>
    private int[]? Locator(int[] sums)
    {
        int[] locator = new int[2 * correctable + 2];
        int[] previous = new int[locator.Length];
        locator[0] = previous[0] = 1;
        int length = 0;
        int shift = 1;
        int previousDiscrepancy = 1;
        for (int step = 0; step < sums.Length; step++, shift++)
        {
            int discrepancy = sums[step];
            for (int k = 1; k <= length; k++)
                discrepancy ^= field.Multiply(locator[k], sums[step - k]);
            if (discrepancy == 0)
                continue;
            int[] before = [.. locator];
            int factor = field.Divide(discrepancy, previousDiscrepancy);
            for (int k = 0; k + shift < locator.Length; k++)
                locator[k + shift] ^= field.Multiply(factor, previous[k]);
            if (2 * length > step)
                continue;
            length = step + 1 - length;
            (previous, previousDiscrepancy, shift) = (before, discrepancy, 0);
        }

        int degree = Array.FindLastIndex(locator, coefficient => coefficient != 0);
        return degree == length && length <= correctable ? locator[..(length + 1)] : null;
    }

    /// <summary>The positions whose inverses are roots of the locator; null when some are outside the word or missing.</summary>
    private List<int>? Roots(int[] locator)
    {
        List<int> wrong = [];
        for (int position = 0; position < cyclicBits; position++)
        {
            int value = locator[0];
            for (int k = 1; k < locator.Length; k++)
                value ^= field.Multiply(locator[k], field.Power((long)k * (field.Order - position)));
            if (value == 0)
                wrong.Add(BitOf(position));
        }

        return wrong.Count == locator.Length - 1 ? wrong : null;
    }

    private int BitOf(int position) => hasOverallParity && position >= generatorDegree ? position + 1 : position;
}
