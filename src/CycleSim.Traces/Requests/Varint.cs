namespace CycleSim.Traces.Requests;

/// <summary>Protobuf's numbers of variable length: seven bits a byte, the lowest first.</summary>
internal static class Varint
{
    /// <summary>Reads a number.</summary>
    /// <param name="bytes">Bytes that start with it.</param>
    /// <param name="value">The number.</param>
    /// <returns>Its bytes; 0 if it breaks off or has more than 64 bits.</returns>
    internal static int Take(ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (int i = 0; i < Math.Min(bytes.Length, 10); i++)
        {
            ulong bits = bytes[i] & 0x7Ful;
            if (i == 9 && bits > 1)
                return 0;
            value |= bits << (7 * i);
            if (bytes[i] < 0x80)
                return i + 1;
        }

        return 0;
    }
}
