namespace CycleSim.Platform.Files;

/// <summary>
/// What writers of an output get: it can only be appended to, so that every writer works on pipes too; what the system refuses becomes an
/// <see cref="OutputException"/> with the name of the output. Its end is decided by its owner: as a rule, disposing of it does nothing.
/// </summary>
/// <param name="inner">Where bytes go.</param>
/// <param name="name">Name for messages.</param>
/// <param name="isThrough">Whether what is written is out of our hands at once, as on pipes: it is noted as not complete from then
/// on.</param>
/// <param name="ownsInner">Whether disposing of it disposes of <paramref name="inner"/>.</param>
internal sealed class OutputStream(Stream inner, string name, bool isThrough = false, bool ownsInner = false) : Stream
{
    private long _position;

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => _position;

    /// <inheritdoc />
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        // Before, not after: while a pipe is full, a part of the bytes has left already.
        if (isThrough && _position == 0 && !buffer.IsEmpty)
            OutputFile.Note(name, isWhole: false);
        try
        {
            inner.Write(buffer);
        }
        catch (IOException problem)
        {
            throw OutputException.Of(name, problem);
        }

        _position += buffer.Length;
    }

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush()
    {
        try
        {
            inner.Flush();
        }
        catch (IOException problem)
        {
            throw OutputException.Of(name, problem);
        }
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsInner)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
