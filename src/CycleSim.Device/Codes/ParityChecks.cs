namespace CycleSim.Device.Codes;

/// <summary>
/// The parity check matrix of a systematic code by its columns. Bits of a codeword are numbered: the check bits first, whose columns are
/// unit vectors, then the data bits.
/// </summary>
internal sealed class ParityChecks
{
    private readonly ulong[][] _dataColumns;

    /// <summary>A matrix.</summary>
    /// <param name="rows">Number of check bits.</param>
    /// <param name="dataColumns">For each data bit the check bits that it enters, packed.</param>
    internal ParityChecks(int rows, ulong[][] dataColumns)
    {
        Rows = rows;
        _dataColumns = dataColumns;
    }

    /// <summary>Number of check bits.</summary>
    internal int Rows { get; }

    /// <summary>Number of data bits.</summary>
    internal int DataBits => _dataColumns.Length;

    /// <summary>Number of bits of a codeword.</summary>
    internal int CodewordBits => Rows + DataBits;

    /// <summary>The check bits that a data bit enters, packed.</summary>
    internal ReadOnlySpan<ulong> OfData(int bit) => _dataColumns[bit];

    /// <summary>The column of a bit of the codeword, for matrices of up to 32 rows.</summary>
    internal uint Column(int bit) => bit < Rows ? 1u << bit : (uint)_dataColumns[bit - Rows][0];

    /// <summary>For each check bit the number of data bits that it is the parity of.</summary>
    internal int[] DataBitsPerCheck()
    {
        int[] counts = new int[Rows];
        foreach (ulong[] column in _dataColumns)
            foreach (int row in BitWords.Ones(column))
                counts[row]++;
        return counts;
    }

    /// <summary>The syndrome of a received word: its parities, packed; all 0 for a codeword.</summary>
    internal ulong[] Syndrome(ReadOnlySpan<ulong> received)
    {
        ulong[] syndrome = NewSyndrome();
        for (int row = 0; row < Rows; row++)
            if (BitWords.Get(received, row))
                BitWords.Flip(syndrome, row);
        for (int bit = 0; bit < DataBits; bit++)
            if (BitWords.Get(received, Rows + bit))
                BitWords.Xor(syndrome, _dataColumns[bit]);
        return syndrome;
    }

    /// <summary>The syndrome of any codeword with some bits wrong.</summary>
    internal ulong[] SyndromeOf(ReadOnlySpan<int> wrongBits)
    {
        ulong[] syndrome = NewSyndrome();
        foreach (int bit in wrongBits)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(bit);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bit, CodewordBits);
            if (bit < Rows)
                BitWords.Flip(syndrome, bit);
            else
                BitWords.Xor(syndrome, _dataColumns[bit - Rows]);
        }

        return syndrome;
    }

    private ulong[] NewSyndrome() => new ulong[Math.Max(1, BitWords.Count(Rows))];
}
