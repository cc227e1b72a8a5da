using System.Collections.Concurrent;
using System.IO.Compression;
using CycleSim.Platform.Native;

namespace CycleSim.Platform.Files;

/// <summary>
/// The one way to read files of the user: files, "-" for standard input, pipes and devices. What a pipe gave is kept, so that it can be
/// looked at several times and in any order like a file.
/// </summary>
public static class InputFile
{
    private const int StartBytes = 1 << 16;

    private static readonly ConcurrentDictionary<string, Lazy<SpooledInput>> Spooled = new();

    /// <summary>Opens a file for reading; the stream can seek.</summary>
    /// <param name="path">The file; "-" is standard input.</param>
    /// <exception cref="IOException">It is missing, a folder, or a device without an end.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static Stream Open(string path) => Open(path, OpenSpooled);

    /// <summary>
    /// Opens a file for one reading from its start. What a pipe gives is not kept, unless it was looked at before; it cannot be opened
    /// again.
    /// </summary>
    /// <param name="path">The file; "-" is standard input.</param>
    /// <returns>The stream; that of a pipe cannot seek.</returns>
    /// <exception cref="IOException">It is missing, a folder, a device without an end, or a pipe that was read already.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static Stream OpenOnce(string path) => Open(path, OpenPipeOnce);

    private static Stream Open(string path, Func<string, Func<Stream>, Stream> openPipe)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (IsStandardInput(path))
            return openPipe("-", StandardInput);
        string file = EndOf(path);
        CheckOpen(file);
        FileStatus status = string.IsNullOrWhiteSpace(file) ? default : FileStatus.Of(file, follows: true);
        if (status.Kind == FileKind.Folder)
            throw new IOException("this is a folder");
        if (status.IsEndless)
            throw new IOException("this is a device that has no end");
        return status.Kind == FileKind.Stream
            ? openPipe(file, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            : ExclusiveFile.OpenToRead(file, 1 << 16);
    }

    /// <summary>Reads a whole file as an input of the running command: no output of the command may replace it.</summary>
    /// <param name="path">The file; "-" is standard input.</param>
    /// <param name="maxBytes">Bytes that it may have, at least 0 and below the largest array.</param>
    /// <returns>What is in it; null if it has more bytes, or grew while it was read.</returns>
    /// <exception cref="IOException">It is missing, a folder, or a device without an end.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static byte[]? ReadAll(string path, int maxBytes)
    {
        using Stream stream = Open(path);
        CommandInputs.Note(path);
        bool hasLength = stream is not SpooledStream && stream.Length > 0;
        if (hasLength && stream.Length > maxBytes)
            return null;
        // One byte more than expected shows a file that grew, or a pipe or device that does not end.
        byte[] bytes = new byte[(hasLength ? stream.Length : Math.Min(maxBytes, StartBytes)) + 1];
        for (int count = 0; ;)
        {
            count += stream.ReadAtLeast(bytes.AsSpan(count), bytes.Length - count, throwOnEndOfStream: false);
            if (count < bytes.Length)
                return bytes[..count];
            if (hasLength || count > maxBytes)
                return null;
            Array.Resize(ref bytes, (int)Math.Min(maxBytes + 1L, 2L * count));
        }
    }

    /// <summary>Opens a file that may be compressed with gzip, which its first bytes tell, whatever its name (RFC 1952).</summary>
    /// <param name="path">The file; "-" is standard input.</param>
    /// <returns>What is in it, from its start to its end; it may not be able to seek. Damaged gzip is an InvalidDataException when
    /// read.</returns>
    /// <exception cref="IOException">It is missing, a folder, or a device without an end.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static Stream OpenDecompressed(string path)
    {
        Stream file = Open(path);
        try
        {
            bool isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a path names standard input.</summary>
    public static bool IsStandardInput(string path) =>
        path == "-" || (!string.IsNullOrWhiteSpace(path) && OutputTarget.DescriptorOf(EndOf(path)) == 0);

    /// <summary>Whether a path names what only one process can read, and only once: standard input, a pipe or a device.</summary>
    /// <param name="path">The path; it need not exist.</param>
    public static bool IsReadOnce(string path) =>
        IsStandardInput(path) || (!string.IsNullOrWhiteSpace(path) && FileStatus.Of(EndOf(path), follows: true).Kind == FileKind.Stream);

    /// <summary>A name for messages.</summary>
    public static string NameOf(string path) => path == "-" ? "standard input" : path;

    /// <summary>Forgets what pipes gave: a command is over.</summary>
    public static void ForgetPipes()
    {
        foreach (string key in Spooled.Keys)
            if (Spooled.TryRemove(key, out Lazy<SpooledInput>? input) && input.IsValueCreated)
                input.Value.Dispose();
    }

    // Links that have no end are left to the system, which says so.
    private static string EndOf(string path) => string.IsNullOrWhiteSpace(path) ? path : PhysicalPath.Of(path) ?? path;

    // A descriptor that the process was not started with is one of the runtime, or none.
    private static void CheckOpen(string path)
    {
        if (!string.IsNullOrWhiteSpace(path) && OutputTarget.DescriptorOf(path) is { } descriptor && StandardStreams.IsClosed(descriptor))
            throw new IOException("it is closed");
    }

    private static Stream OpenPipeOnce(string key, Func<Stream> open)
    {
        var used = new Lazy<SpooledInput>(() => throw new IOException("what it gave was read already and is not kept"));
        return Spooled.TryAdd(key, used) ? open() : OpenSpooled(key, open);
    }

    private static Stream OpenSpooled(string key, Func<Stream> open) =>
        new SpooledStream(Spooled.GetOrAdd(key, _ => new Lazy<SpooledInput>(() => new SpooledInput(open()))).Value);

    private static Stream StandardInput()
    {
        if (StandardStreams.IsClosed(0))
            throw new IOException("standard input is closed");
        if (FileStatus.Of("/proc/self/fd/0", follows: true).IsEndless)
            throw new IOException("this is a device that has no end");
        return Console.OpenStandardInput();
    }
}
