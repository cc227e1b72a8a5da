using System.Globalization;
using CycleSim.Platform.Native;

namespace CycleSim.Platform.Files;

/// <summary>
/// Where the bytes of an output go. A regular file, also behind symbolic links, is replaced as a whole; pipes and devices are written
/// straight through, and descriptors (`-`, `/dev/stdout`, `/dev/fd/N`) too, whatever they lead to.
/// </summary>
/// <param name="Path">The file, after following links.</param>
/// <param name="Kind"><see cref="FileKind.Stream"/> is written straight through, all else is written beside and renamed.</param>
/// <param name="Descriptor">The descriptor, if the path names one.</param>
internal sealed record OutputTarget(string Path, FileKind Kind, int? Descriptor)
{
    private const int BufferBytes = 1 << 16;

    private static readonly string[] DescriptorFolders =
        ["/dev/fd/", "/proc/self/fd/", "/proc/thread-self/fd/", $"/proc/{Environment.ProcessId}/fd/"];

    private static readonly string[] StandardNames = ["/dev/stdin", "/dev/stdout", "/dev/stderr"];

    /// <summary>Finds the target of a path.</summary>
    /// <exception cref="InputException">The path is empty, its links have no end, or the system does not say where they lead.</exception>
    internal static OutputTarget Of(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new InputException("an output file needs a name; the one given is empty");
        if (path == "-")
            return new(path, FileKind.Stream, 1);
        string end = PhysicalPath.Of(path) ?? throw new InputException($"{path}: cannot be written: its symbolic links have no end");
        try
        {
            return DescriptorOf(end) is { } descriptor ? new(path, FileKind.Stream, descriptor) : OfEnd(path, end);
        }
        catch (IOException problem)
        {
            throw new InputException($"{path}: cannot be written: {problem.Message}");
        }
    }

    /// <summary>Opens what is written straight through.</summary>
    /// <param name="name">Name for messages.</param>
    internal Stream OpenThrough(string name)
    {
        // What was printed before comes first.
        Console.Out.Flush();
        return new BufferedStream(
            Descriptor is { } descriptor
                ? StandardStreams.OpenDescriptor(descriptor, name)
                : new OutputStream(
                    new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0), name, isThrough: true, ownsInner: true),
            BufferBytes);
    }

    /// <summary>The descriptor that a path names; null if it names none.</summary>
    internal static int? DescriptorOf(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;
        string full = System.IO.Path.GetFullPath(path);
        int standard = Array.IndexOf(StandardNames, full);
        if (standard >= 0)
            return standard;
        return DescriptorFolders.FirstOrDefault(folder => full.StartsWith(folder, StringComparison.Ordinal)) is { } folder
            && int.TryParse(full[folder.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : null;
    }

    private static OutputTarget OfEnd(string path, string end)
    {
        // A link of /proc leads to a pipe without a name of its own: the system alone can follow it.
        if (FileStatus.Of(path, follows: true).Kind == FileKind.Stream)
            return new(path, FileKind.Stream, null);
        return new(end, FileStatus.Of(end, follows: true).Kind, null);
    }
}
