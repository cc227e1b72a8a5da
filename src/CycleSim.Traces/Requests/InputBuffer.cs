using System.IO.Compression;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using ZstdSharp;

namespace CycleSim.Traces.Requests;

/// <summary>
/// What is in a file, decompressed and piece by piece. gzip and Zstandard are recognised by their first bytes, whatever the name.
/// </summary>
internal sealed class InputBuffer : IDisposable
{
    private const int StartBytes = 1 << 17;

    private readonly Stream _stream;
    private readonly string? _compression;
    private byte[] _bytes = new byte[StartBytes];
    private int _start;
    private int _end;

    private InputBuffer(Stream stream, string? compression, string name)
    {
        _stream = stream;
        _compression = compression;
        Name = name;
        Wrong = problem => new InputException($"{name}: {problem}");
    }

    /// <summary>Name of the file, for messages.</summary>
    public string Name { get; }

    /// <summary>Makes the error for what cannot be read on; the reader of the format says where that is.</summary>
    public Func<string, InputException> Wrong { get; set; }

    /// <summary>What was fetched and not yet used.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; "-" is standard input.</param>
    /// <param name="readsOnce">Whether what a pipe gives is not kept for another reading.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static InputBuffer Open(string path, bool readsOnce)
    {
        Stream file = readsOnce ? InputFile.OpenOnce(path) : InputFile.Open(path);
        try
        {
            Span<byte> start = stackalloc byte[4];
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            if (file.CanSeek)
                file.Position = 0;
            else
                file = new PrefixedStream(start.ToArray(), file);
            if (start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
                return new InputBuffer(new GZipStream(file, CompressionMode.Decompress), "gzip", InputFile.NameOf(path));
            return IsZstandard(start)
                ? new InputBuffer(new DecompressionStream(file, leaveOpen: false), "Zstandard", InputFile.NameOf(path))
                : new InputBuffer(file, null, InputFile.NameOf(path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Fetches until so many bytes are unread, or the input ends.</summary>
    /// <returns>Whether there are as many.</returns>
    public bool Fetch(int count)
    {
        while (Unread.Length < count)
            if (!FetchMore())
                return false;
        return true;
    }

    /// <summary>Fetches what comes next, behind what is unread.</summary>
    /// <returns>Whether there was more.</returns>
    /// <exception cref="InputException">The file is damaged.</exception>
    public bool FetchMore()
    {
        MakeRoom();
        int count = ReadStream();
        _end += count;
        return count > 0;
    }

    /// <summary>Passes over bytes that were used.</summary>
    public void Use(int count) => _start += count;

    /// <inheritdoc />
    public void Dispose() => _stream.Dispose();

    // A frame, or one that is skipped (RFC 8878).
    private static bool IsZstandard(ReadOnlySpan<byte> start) =>
        start is [0x28, 0xb5, 0x2f, 0xfd] or [>= 0x50 and <= 0x5f, 0x2a, 0x4d, 0x18];

    private void MakeRoom()
    {
        if (_start > 0)
        {
            Unread.CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }

        if (_end == _bytes.Length)
            Array.Resize(ref _bytes, 2 * _bytes.Length);
    }

    private int ReadStream()
    {
        try
        {
            return _stream.Read(_bytes.AsSpan(_end));
        }
        catch (Exception problem) when (problem is InvalidDataException or ZstdException or EndOfStreamException)
        {
            throw Wrong($"is a damaged or cut-off {_compression} file: {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"cannot be read: {problem.Message}");
        }
    }
}
