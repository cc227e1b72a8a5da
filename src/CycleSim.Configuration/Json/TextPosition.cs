namespace CycleSim.Configuration.Json;

/// <summary>
/// Turns ascending byte offsets of UTF-8 text into lines and columns (both from 1, columns in characters), in linear time.
/// </summary>
internal sealed class TextPosition(byte[] text)
{
    private int _offset;

    public int Line { get; private set; } = 1;

    public int Column { get; private set; } = 1;

    /// <summary>Moves forward to an offset, which must not lie before the last one.</summary>
    public void MoveTo(long offset)
    {
        int end = (int)Math.Min(offset, text.Length);
        for (; _offset < end; _offset++)
        {
            byte b = text[_offset];
            if (b == (byte)'\n')
            {
                Line++;
                Column = 1;
            }
            else if ((b & 0xC0) != 0x80)
            {
                // Continuation bytes belong to the character before.
                Column++;
            }
        }
    }
}
