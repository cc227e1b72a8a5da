namespace CycleSim.Dram.Parts;

/// <summary>
/// Cuts a byte address into channel, rank, bank, row and column. Described by the fields from the highest to the lowest bit, e.g.
/// "ro ra ba co": above the burst's own bits each field takes as many bits as it needs. The address wraps at the capacity.
/// </summary>
public sealed class AddressMapping
{
    private static readonly string[] Names = ["ro", "ra", "bg", "ba", "co", "ch"];

    private readonly Field _rank;
    private readonly Field _group;
    private readonly Field _bank;
    private readonly Field _row;
    private readonly Field _column;
    private readonly int _groupShift;
    private readonly int _burstBits;
    private readonly int _channelShift;
    private readonly int _channelBits;

    /// <summary>Reads the mapping of a part.</summary>
    /// <param name="spec">The description, and the size of each field.</param>
    /// <exception cref="ArgumentException">A field is missing, unknown or there twice.</exception>
    public AddressMapping(DramSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (Problem(spec) is { } problem)
            throw new ArgumentException(problem, nameof(spec));
        string[] fields = Fields(spec.Mapping);
        bool hasGroups = fields.Contains("bg");
        _burstBits = int.Log2(spec.BurstBytes);
        _groupShift = int.Log2(spec.BanksOfGroup);
        int shift = 0;
        foreach (string field in fields.Reverse())
        {
            int size = field switch
            {
                "ro" => spec.Rows,
                "ra" => spec.Ranks,
                "bg" => spec.BankGroups,
                "ba" => hasGroups ? spec.BanksOfGroup : spec.Banks,
                "co" => spec.Columns,
                _ => spec.Channels,
            };
            var cut = new Field(shift, size - 1);
            if (field == "ch")
            {
                (_channelShift, _channelBits) = (shift, int.Log2(size));
                continue; // the other fields count in the channel's own addresses, which leave the channel out
            }

            shift += int.Log2(size);
            switch (field)
            {
                case "ro": _row = cut; break;
                case "ra": _rank = cut; break;
                case "bg": _group = cut; break;
                case "ba": _bank = cut; break;
                default: _column = cut; break;
            }
        }
    }

    /// <summary>What is wrong with the mapping of a part; null when it is good.</summary>
    /// <param name="spec">The part.</param>
    public static string? Problem(DramSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string[] fields = Fields(spec.Mapping);
        string[] needed = ["ro", "ra", "ba", "co", .. spec.Channels > 1 ? ["ch"] : Array.Empty<string>()];
        bool isGood = fields.All(Names.Contains) && fields.Distinct().Count() == fields.Length && needed.All(fields.Contains);
        return isGood
            ? null
            : $"must name the fields {string.Join(", ", needed)}, each once, from the highest bit to the lowest, e.g. "
            + $"\"{(spec.Channels > 1 ? "ro ra ba ch co" : "ro ra ba co")}\"; bg{(spec.Channels > 1 ? "" : " and ch")} may stand too";
    }

    private static string[] Fields(string description) =>
        [.. string.Concat(description.Where(character => !char.IsWhiteSpace(character))).Chunk(2).Select(pair => new string(pair))];

    /// <summary>Where a byte address is in its channel.</summary>
    /// <param name="byteAddress">Byte address, at least 0.</param>
    public DramAddress Of(long byteAddress) => OfBurst(LocalBurst(byteAddress >>> _burstBits));

    /// <summary>The first byte of a burst.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="address">Where it is there.</param>
    public long AddressOf(int channel, in DramAddress address)
    {
        long local = _rank.Put(address.Rank) | _row.Put(address.Row) | _column.Put(address.Column)
            | _group.Put(address.Bank >> _groupShift) | _bank.Put(address.Bank & _bank.Mask);
        long below = local & ((1L << _channelShift) - 1);
        long burst = (local >>> _channelShift << (_channelShift + _channelBits)) | (long)channel << _channelShift | below;
        return burst << _burstBits;
    }

    /// <summary>The channel of a byte address, and the address in that channel's own bytes: that of the burst.</summary>
    /// <param name="byteAddress">Byte address over all channels, at least 0.</param>
    public (int Channel, long Address) Split(long byteAddress)
    {
        long burst = byteAddress >>> _burstBits;
        return (ChannelOf(burst), LocalBurst(burst) << _burstBits);
    }

    /// <summary>The channel of a burst.</summary>
    /// <param name="burst">Burst address over all channels, at least 0.</param>
    public int ChannelOf(long burst) => (int)(burst >>> _channelShift) & ((1 << _channelBits) - 1);

    /// <summary>Address of a burst in its own channel: the channel's bits are left out.</summary>
    /// <param name="burst">Burst address over all channels, at least 0.</param>
    public long LocalBurst(long burst)
    {
        long below = burst & ((1L << _channelShift) - 1);
        return (burst >>> (_channelShift + _channelBits) << _channelShift) | below;
    }

    /// <summary>
    /// How many bursts of a channel have addresses below a burst: neighbouring bursts are neighbours in each channel too.
    /// </summary>
    /// <param name="burst">Burst address over all channels, at least 0.</param>
    /// <param name="channel">The channel.</param>
    public long CountBelow(long burst, int channel)
    {
        long blocks = burst >>> (_channelShift + _channelBits) << _channelShift;
        long inBlock = (burst & ((1L << (_channelShift + _channelBits)) - 1)) - ((long)channel << _channelShift);
        return blocks + Math.Clamp(inBlock, 0, 1L << _channelShift);
    }

    /// <summary>Whether neighbouring bursts of a channel are neighbouring columns of a row: the column is its lowest field.</summary>
    public bool IsRowContiguous => _column.Shift == 0;

    /// <summary>Cuts a burst address of a channel.</summary>
    internal DramAddress OfBurst(long burst) =>
        new(_rank.Of(burst), _group.Of(burst) << _groupShift | _bank.Of(burst), _row.Of(burst), _column.Of(burst));

    private readonly record struct Field(int Shift, int Mask)
    {
        internal int Of(long burst) => (int)(burst >>> Shift) & Mask;

        internal long Put(int value) => (long)(value & Mask) << Shift;
    }
}
