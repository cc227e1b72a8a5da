using CycleSim.Platform.Native;

namespace CycleSim.Platform.Files;

/// <summary>A file that grows while something runs, and that a later run may continue.</summary>
public sealed class LogFile : IDisposable
{
    private const int BufferBytes = 1 << 12;

    private readonly Stream _inner;
    private readonly string _name;
    private readonly long _start;

    private LogFile(Stream inner, string name, long start)
    {
        _inner = inner;
        _name = name;
        _start = start;
        Stream = new OutputStream(inner, name);
    }

    /// <summary>Takes what is added; disposing of it does nothing.</summary>
    public Stream Stream { get; }

    /// <summary>Bytes so far, all handed to the system.</summary>
    /// <exception cref="OutputException">They cannot be written.</exception>
    public long Length
    {
        get
        {
            Stream.Flush();
            return _start + Stream.Position;
        }
    }

    /// <summary>Opens a file, which is made if need be.</summary>
    /// <param name="path">The file. A link is followed; a pipe or device gets only what is new.</param>
    /// <param name="length">Bytes to keep, at least 0; what comes behind them is cut off.</param>
    /// <exception cref="InputException">It must not be written, or has less than <paramref name="length"/> bytes.</exception>
    public static LogFile Open(string path, long length)
    {
        ArgumentNullException.ThrowIfNull(path);
        OutputFile.Check(path);
        var target = OutputTarget.Of(path);
        try
        {
            return new(target.Kind == FileKind.Stream ? target.OpenThrough(path) : Through(OpenAt(target.Path, length), path), path,
                length);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written: {problem.Message}");
        }
    }

    /// <summary>Hands everything to the system and says that nothing will be added.</summary>
    /// <exception cref="OutputException">It cannot be written.</exception>
    public void Complete()
    {
        Stream.Flush();
        OutputFile.Note(_name, isWhole: true);
    }

    /// <summary>Hands everything to the system and closes the file.</summary>
    public void Dispose()
    {
        try
        {
            _inner.Dispose();
        }
        catch (Exception problem) when (problem is IOException or OutputException)
        {
            // The run has failed on it already, or continues from its last checkpoint, which needs nothing behind it.
        }
    }

    // What is in the file is there for the user at once, and noted so.
    private static BufferedStream Through(FileStream file, string name) =>
        new(new OutputStream(file, name, isThrough: true, ownsInner: true), BufferBytes);

    private static FileStream OpenAt(string path, long length)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 0);
        try
        {
            if (file.Length < length)
            {
                throw new InputException(
                    $"{path}: has {file.Length} bytes, the checkpoint knows of {length}; it is not the log of this run");
            }

            file.SetLength(length);
            file.Position = length;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
