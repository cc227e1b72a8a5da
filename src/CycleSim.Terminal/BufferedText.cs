using System.Text;

namespace CycleSim.Terminal;

/// <summary>Hands long text to standard output in large pieces; a call of the system for every line would take most of the time.</summary>
public sealed class BufferedText : TextWriter
{
    private readonly TextWriter _inner = Console.Out;
    private readonly char[] _buffer = new char[1 << 16];
    private int _count;

    /// <summary>Takes text for what standard output is now.</summary>
    public BufferedText() => CoreNewLine = ['\n'];

    /// <inheritdoc/>
    public override Encoding Encoding => _inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (_count == _buffer.Length)
            Flush();
        _buffer[_count++] = value;
    }

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_count == _buffer.Length)
                Flush();
            int fits = Math.Min(buffer.Length, _buffer.Length - _count);
            buffer[..fits].CopyTo(_buffer.AsSpan(_count));
            _count += fits;
            buffer = buffer[fits..];
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        int count = _count;
        // Even if it fails: what cannot be written is not written a second time.
        _count = 0;
        _inner.Write(_buffer, 0, count);
        _inner.Flush();
    }

    /// <summary>Hands over what is left; standard output stays open.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Flush();
        base.Dispose(disposing);
    }
}
