using CycleSim.Dram.Parts;
using CycleSim.Traces.Requests;

namespace CycleSim.Accelerator.Replay;

/// <summary>Address vectors of Ramulator 2 as bytes of a part, by its own mapping.</summary>
/// <param name="part">The part.</param>
internal sealed class PartAddressVectors(DramSpec part) : IAddressVectors
{
    private readonly AddressMapping _mapping = new(part);

    /// <inheritdoc />
    public IReadOnlyList<AddressLevel> Levels { get; } =
    [
        new("channel", part.Channels), new("rank", part.Ranks),
        .. part.BankGroups > 1 ? [new AddressLevel("bank group", part.BankGroups)] : Array.Empty<AddressLevel>(),
        new("bank", part.BanksOfGroup), new("row", part.Rows), new("column", part.Columns),
    ];

    /// <inheritdoc />
    public long AddressOf(ReadOnlySpan<long> vector)
    {
        int at = 2;
        long group = part.BankGroups > 1 ? vector[at++] : 0;
        var place = new DramAddress(
            (int)vector[1], (int)(group * part.BanksOfGroup + vector[at]), (int)vector[at + 1], (int)vector[at + 2]);
        return _mapping.AddressOf((int)vector[0], place);
    }
}
