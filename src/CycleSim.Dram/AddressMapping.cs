namespace CycleSim.Dram;

/// <summary>
/// Cuts a byte address into rank, bank, row and column. Described by the fields from the highest to the lowest bit, e.g. "ro ra ba co":
/// above the burst's own bits each field takes as many bits as it needs. The address wraps at the channel's capacity.
/// </summary>
public sealed class AddressMapping
{
    private readonly Field _rank;
    private readonly Field _bank;
    private readonly Field _row;
    private readonly Field _column;
    private readonly int _burstBits;

    /// <summary>Reads a description.</summary>
    /// <param name="description">The fields ro, ra, ba, co in any order, each once; blanks do not count.</param>
    /// <param name="spec">Gives the size of each field.</param>
    /// <exception cref="ArgumentException">A field is missing, unknown or there twice.</exception>
    public AddressMapping(string description, DramSpec spec)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(spec);
        if (Problem(description) is { } problem)
            throw new ArgumentException(problem, nameof(description));
        _burstBits = int.Log2(spec.BurstBytes);
        int shift = 0;
        foreach (string field in Fields(description).Reverse())
        {
            int size = field switch { "ro" => spec.Rows, "ra" => spec.Ranks, "ba" => spec.Banks, _ => spec.Columns };
            var cut = new Field(shift, size - 1);
            shift += int.Log2(size);
            switch (field)
            {
                case "ro": _row = cut; break;
                case "ra": _rank = cut; break;
                case "ba": _bank = cut; break;
                default: _column = cut; break;
            }
        }
    }

    /// <summary>What is wrong with a description; null when it is good.</summary>
    public static string? Problem(string description) => Fields(description).Order().SequenceEqual(["ba", "co", "ra", "ro"])
        ? null
        : "must name the fields ro, ra, ba, co, each once, from the highest bit to the lowest, e.g. \"ro ra ba co\"";

    private static string[] Fields(string description) =>
        [.. string.Concat(description.Where(character => !char.IsWhiteSpace(character))).Chunk(2).Select(pair => new string(pair))];

    /// <summary>Cuts a byte address.</summary>
    public DramAddress Of(long byteAddress) => OfBurst(byteAddress >>> _burstBits);

    /// <summary>Whether neighbouring bursts are neighbouring columns of a row: the column is the lowest field.</summary>
    public bool IsRowContiguous => _column.Shift == 0;

    /// <summary>Cuts a burst address.</summary>
    internal DramAddress OfBurst(long burst) =>
        new(_rank.Of(burst), _bank.Of(burst), _row.Of(burst), _column.Of(burst));

    private readonly record struct Field(int Shift, int Mask)
    {
        internal int Of(long burst) => (int)(burst >>> Shift) & Mask;
    }
}
