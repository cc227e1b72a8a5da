using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>
/// Byte addresses of DRAM commands, from the address mapping of the recorded part: fields from the highest bit to the lowest.
/// </summary>
internal sealed class DramAddresses
{
    private readonly (char Field, int Size)[] _fields;
    private readonly int _banksOfGroup;
    private readonly int _burstBytes;

    internal DramAddresses(DramPart part)
    {
        _burstBytes = (int)part.BurstBytes;
        string[] names =
            [.. part.AddressMapping.Where(letter => !char.IsWhiteSpace(letter)).Chunk(2).Select(letters => new string(letters))];
        int groups = names.Contains("bg") ? Math.Max(1, (int)part.BankGroups) : 1;
        // Without a field for the group, the bank counts all banks of the rank.
        _banksOfGroup = Math.Max(1, (int)part.Banks / groups);
        _fields =
        [
            .. names.Select(name => name switch
            {
                "ch" => ('h', Math.Max(1, (int)part.Channels)),
                "bg" => ('g', groups),
                "ro" => ('r', (int)part.Rows),
                "ra" => ('k', (int)part.Ranks),
                "ba" => ('b', _banksOfGroup),
                "co" => ('c', (int)part.Columns),
                var other => throw new TraceFormatException("the header's address mapping " +
                    $"\"{part.AddressMapping}\" has a field \"{other}\""),
            }),
        ];
    }

    /// <summary>Bytes that a RD or WR moves; a trace without a part has lines of that size.</summary>
    internal static long BurstBytesOf(Header header) =>
        header.MachineValues?.Dram is { BurstBytes: > 0 and var bytes } ? bytes : header.LineBytes;

    internal long Of(in TraceDram command)
    {
        long address = 0;
        foreach ((char field, int size) in _fields)
        {
            address = address * size + field switch
            {
                'r' => command.Row,
                'k' => command.Rank,
                'h' => command.Channel,
                'g' => command.Bank / _banksOfGroup,
                'b' => command.Bank % _banksOfGroup,
                _ => command.Column,
            };
        }

        return address * _burstBytes;
    }
}
