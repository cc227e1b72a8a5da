using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>
/// Byte addresses of DRAM commands, from the address mapping of the recorded part: fields from the highest bit to the lowest.
/// </summary>
internal sealed class DramAddresses
{
    private readonly (char Field, int Size)[] _fields;
    private readonly int _burstBytes;

    internal DramAddresses(DramPart part)
    {
        _burstBytes = (int)part.BurstBytes;
        _fields =
        [
            .. part.AddressMapping.Where(letter => !char.IsWhiteSpace(letter)).Chunk(2).Select(letters => new string(letters) switch
            {
                "ro" => ('r', (int)part.Rows),
                "ra" => ('k', (int)part.Ranks),
                "ba" => ('b', (int)part.Banks),
                "co" => ('c', (int)part.Columns),
                var other => throw new TraceFormatException("the header's address mapping " +
                    $"\"{part.AddressMapping}\" has a field \"{other}\""),
            }),
        ];
    }

    internal long Of(in TraceDram command)
    {
        long address = 0;
        foreach ((char field, int size) in _fields)
        {
            address = address * size + field switch
            {
                'r' => command.Row,
                'k' => command.Rank,
                'b' => command.Bank,
                _ => command.Column,
            };
        }

        return address * _burstBytes;
    }
}
