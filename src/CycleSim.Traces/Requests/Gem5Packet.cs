namespace CycleSim.Traces.Requests;

/// <summary>The fields of a gem5 packet that a request needs, read without making an object of each (see gem5_packet.proto).</summary>
internal readonly struct Gem5Packet
{
    private const int TickField = 1;
    private const int CommandField = 2;
    private const int AddressField = 3;
    private const int SizeField = 4;
    private const int AllFields = (1 << TickField) | (1 << CommandField) | (1 << AddressField) | (1 << SizeField);

    private readonly int _found;

    private Gem5Packet(ulong tick, ulong command, ulong address, ulong size, int found) =>
        (Tick, Command, Address, Bytes, _found) = (tick, (uint)command, address, (uint)size, found);

    internal ulong Tick { get; }

    internal uint Command { get; }

    internal ulong Address { get; }

    internal uint Bytes { get; }

    /// <summary>Whether all four fields are there.</summary>
    internal bool IsWhole => (_found & AllFields) == AllFields;

    /// <summary>Reads a message; fields that are not needed or not known are passed over.</summary>
    /// <returns>Whether it is a message at all.</returns>
    internal static bool TryParse(ReadOnlySpan<byte> message, out Gem5Packet packet)
    {
        packet = default;
        Span<ulong> values = stackalloc ulong[SizeField + 1];
        values.Clear();
        int found = 0;
        while (!message.IsEmpty)
        {
            int size = Varint.Take(message, out ulong tag);
            if (size == 0)
                return false;
            message = message[size..];
            if (!TryTakeValue(ref message, (int)(tag & 7), out ulong value))
                return false;
            if (tag is > 7 and < (SizeField + 1) << 3 && (tag & 7) == 0)
            {
                values[(int)(tag >> 3)] = value;
                found |= 1 << (int)(tag >> 3);
            }
        }

        packet = new Gem5Packet(values[TickField], values[CommandField], values[AddressField], values[SizeField], found);
        return true;
    }

    private static bool TryTakeValue(ref ReadOnlySpan<byte> message, int wireType, out ulong value)
    {
        value = 0;
        int size = wireType is 0 or 2 ? Varint.Take(message, out value) : 0;
        ulong bytes = wireType switch
        {
            0 => (ulong)size,
            1 => 8,
            2 => (ulong)size + value,
            5 => 4,
            _ => ulong.MaxValue,
        };
        if ((wireType is 0 or 2 && size == 0) || bytes > (ulong)message.Length)
            return false;
        message = message[(int)bytes..];
        return true;
    }
}
