using Microsoft.Win32.SafeHandles;

namespace CycleSim.Platform.Files;

/// <summary>What a pipe gives, kept in a temporary file without a name as far as it was asked for.</summary>
internal sealed class SpooledInput : IDisposable
{
    private const int StepBytes = 1 << 16;

    private readonly Lock _gate = new();
    private readonly Stream _source;
    private readonly SafeFileHandle _copy;
    private readonly byte[] _buffer = new byte[StepBytes];
    private long _length;
    private bool _isWhole;

    internal SpooledInput(Stream source)
    {
        _source = source;
        try
        {
            _copy = OpenCopy();
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of the whole pipe: it is read to its end.</summary>
    internal long Length
    {
        get
        {
            lock (_gate)
            {
                Fetch(long.MaxValue);
                return _length;
            }
        }
    }

    internal int Read(Span<byte> buffer, long position)
    {
        lock (_gate)
        {
            Fetch(position + 1);
            return position < _length ? RandomAccess.Read(_copy, buffer[..(int)Math.Min(buffer.Length, _length - position)], position) : 0;
        }
    }

    public void Dispose()
    {
        _copy.Dispose();
        _source.Dispose();
    }

    private static SafeFileHandle OpenCopy()
    {
        string file = Path.GetTempFileName();
        try
        {
            return File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete);
        }
        finally
        {
            // Without a name it is gone with the process, however that ends.
            File.Delete(file);
        }
    }

    private void Fetch(long end)
    {
        while (!_isWhole && _length < end)
        {
            int count = _source.Read(_buffer);
            _isWhole = count == 0;
            RandomAccess.Write(_copy, _buffer.AsSpan(0, count), _length);
            _length += count;
        }
    }
}
