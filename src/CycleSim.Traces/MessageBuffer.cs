using System.Numerics;

namespace CycleSim.Traces;

/// <summary>
/// Bytes of a protobuf message or of a packed column, written without objects: a trace has tens of millions of records. The wire format is
/// that of Protos/trace.proto; the reader uses the generated classes.
/// </summary>
internal sealed class MessageBuffer
{
    private byte[] _bytes = new byte[1 << 12];
    private int _count;

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    internal void Clear() => _count = 0;

    internal void AddUnsigned(ulong value)
    {
        if (_bytes.Length - _count < 10)
            System.Array.Resize(ref _bytes, 2 * _bytes.Length);
        while (value >= 0x80)
        {
            _bytes[_count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[_count++] = (byte)value;
    }

    /// <summary>Zigzag: small numbers of either sign stay short.</summary>
    internal void AddSigned(long value) => AddUnsigned((ulong)(value << 1) ^ (ulong)(value >> 63));

    internal void AddField(int number, ulong value)
    {
        AddUnsigned((ulong)number << 3);
        AddUnsigned(value);
    }

    /// <summary>A length-delimited field: a packed column or a message.</summary>
    internal void AddField(int number, MessageBuffer content)
    {
        AddUnsigned((ulong)number << 3 | 2);
        AddUnsigned((ulong)content._count);
        if (_bytes.Length - _count < content._count)
            System.Array.Resize(ref _bytes, (int)BitOperations.RoundUpToPowerOf2((uint)(_count + content._count)));
        content.Bytes.CopyTo(_bytes.AsSpan(_count));
        _count += content._count;
    }
}
