using System.Collections.Concurrent;
using CycleSim.Platform.Native;

namespace CycleSim.Platform.Files;

/// <summary>
/// The one way to write files: a failure never leaves half a file under its name, destroys an older one, or replaces a device, a pipe or a
/// symbolic link by a file. What is written where is decided by <see cref="OutputTarget"/>. The guarantee is for Linux; elsewhere kinds of
/// files are told as far as the class library knows them.
/// </summary>
public static class OutputFile
{
    private const int ListedOutputs = 5;

    private static readonly ConcurrentDictionary<string, bool> Temporary = new();
    private static readonly ConcurrentDictionary<string, bool> Outputs = new();

    /// <summary>
    /// Fails before any work is done when a file cannot be written: no name, a missing folder, no rights, a folder of that name, a
    /// descriptor that is closed.
    /// </summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    /// <exception cref="OutputException">It is standard output, which is closed.</exception>
    public static void Check(string path)
    {
        var target = OutputTarget.Of(path);
        Check(target, path);
        if (target.Kind != FileKind.Stream)
            Guard(path, () => ExclusiveFile.TryPart(PartOf(target.Path)));
    }

    /// <summary>
    /// Writes to a temporary file in the same folder and renames it when all is written; a pipe or device is written straight through.
    /// </summary>
    /// <param name="path">Where the file shall be; "-" is standard output.</param>
    /// <param name="write">Writes the content from its start to its end; the stream cannot seek.</param>
    /// <exception cref="InputException">The folder is missing or must not be written to.</exception>
    /// <exception cref="LockedException">Another process writes it.</exception>
    /// <exception cref="OutputException">The content could not be written to its end; an older file is as it was.</exception>
    public static void WriteAtomically(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
        using PendingFile file = Open(path, keepsPart: false);
        write(file.Stream);
        file.Complete();
    }

    /// <summary>
    /// Starts a file that is written for a long time. Nobody else can write it meanwhile; what is there after a failure stays under the
    /// name that <see cref="PartOf"/> gives.
    /// </summary>
    /// <exception cref="InputException">The folder is missing or must not be written to.</exception>
    /// <exception cref="LockedException">Another process writes it.</exception>
    public static PendingFile Create(string path) => Open(path, keepsPart: true);

    /// <summary>Makes a folder for outputs, unless it is there.</summary>
    /// <param name="option">The option that names it, for messages.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InputException">It cannot be made.</exception>
    public static void CreateFolder(string option, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{option} {folder}: cannot be made: {problem.Message}");
        }
    }

    /// <summary>
    /// A name for a file, made of any text: letters and digits of ASCII, "-" and "." stay, blanks are left out, all else becomes "_". It
    /// leads to no other folder.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string SafeName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(text.Where(letter => letter != ' ')
            .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
    }

    /// <summary>Whether a path names standard output.</summary>
    public static bool IsStandardOutput(string path) => OutputTarget.Of(path).Descriptor == 1;

    /// <summary>Fails before any work is done when one file is named twice: as input and output, or as two outputs.</summary>
    /// <param name="paths">Names; null, "-" (standard input or output), pipes and devices do not count.</param>
    /// <exception cref="InputException">Two names mean one file.</exception>
    public static void CheckDistinct(params ReadOnlySpan<string?> paths)
    {
        var seen = new HashSet<string>();
        foreach (string? path in paths)
        {
            if (string.IsNullOrWhiteSpace(path) || OutputTarget.Of(path) is not { Kind: not FileKind.Stream } target)
                continue;
            if (!seen.Add(IdentityOf(target)))
                throw new InputException($"{path}: is named twice; what is in it, or the other output, would be lost");
        }
    }

    /// <summary>The name that a file has until it is complete.</summary>
    public static string PartOf(string path) => path + ".part";

    /// <summary>Which outputs are whole and which are not, for the message of a command that is ended early.</summary>
    /// <returns>E.g. "nothing was written" or "whole: a.csv; not complete: standard output".</returns>
    public static string Progress()
    {
        string whole = Names(isWhole: true);
        string open = Names(isWhole: false);
        return (whole.Length, open.Length) switch
        {
            (0, 0) => "nothing was written",
            (_, 0) => $"whole: {whole}",
            (0, _) => $"not complete: {open}",
            _ => $"whole: {whole}; not complete: {open}",
        };
    }

    private static string Names(bool isWhole)
    {
        string[] names = [.. Outputs.Where(file => file.Value == isWhole).Select(file => file.Key).Order(StringComparer.Ordinal)];
        string more = names.Length > ListedOutputs ? $" and {names.Length - ListedOutputs} more" : "";
        return string.Join(", ", names.Take(ListedOutputs)) + more;
    }

    /// <summary>Whether this command has written a file, under whatever name.</summary>
    /// <param name="path">A name of it.</param>
    public static bool HasWritten(string path)
    {
        if (OutputTarget.Of(path) is not { Kind: not FileKind.Stream } target)
            return false;
        string identity = IdentityOf(target);
        return Outputs.Any(file => file.Value && IdentityOf(OutputTarget.Of(file.Key)) == identity);
    }

    /// <summary>
    /// Forgets what was written and read so far: another command starts. From now on no output may replace a file that the command reads.
    /// </summary>
    public static void StartCommand()
    {
        Outputs.Clear();
        CommandInputs.Start();
    }

    /// <summary>
    /// Removes the temporary files of outputs that are written at this moment, and locks: the process ends at once. What is kept under a
    /// name of its own, to resume from, stays.
    /// </summary>
    public static void RemoveUnfinished()
    {
        foreach (string part in Temporary.Keys)
            Remove(part);
    }

    /// <summary>Removes a temporary file, if that can be done.</summary>
    internal static void Remove(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A temporary file under its own name does no harm.
        }
    }

    /// <summary>Notes a temporary file.</summary>
    internal static void Register(string part) => Temporary.TryAdd(part, true);

    /// <summary>Forgets a temporary file that has its name, or is gone.</summary>
    internal static void Forget(string part) => Temporary.TryRemove(part, out _);

    /// <summary>Notes an output that is whole, or that somebody got a part of.</summary>
    internal static void Note(string name, bool isWhole) => Outputs[name] = isWhole;

    /// <summary>Notes an output that is whole, and no longer has the name that it had until then.</summary>
    internal static void NoteWhole(string name, string? part)
    {
        Note(name, isWhole: true);
        if (part is not null)
            Outputs.TryRemove(part, out _);
    }

    private static PendingFile Open(string path, bool keepsPart)
    {
        var target = OutputTarget.Of(path);
        Check(target, path);
        PendingFile? file = null;
        Guard(path, () => file = new PendingFile(target, path, keepsPart));
        return file!;
    }

    private static void Guard(string path, Action open)
    {
        try
        {
            open();
        }
        catch (IOException problem) when (ExclusiveFile.IsHeld(problem))
        {
            throw new LockedException($"{path}: is being written by another process; wait until it has ended, or choose another output");
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException or ArgumentException)
        {
            throw new InputException($"{path}: cannot be written: {problem.Message}");
        }
    }

    private static void Check(OutputTarget target, string path)
    {
        if (target.Descriptor is { } descriptor)
            StandardStreams.CheckWritable(descriptor, path);
        if (target.Kind == FileKind.Stream)
            return;
        if (CommandInputs.Contains(target))
            throw new InputException($"{path}: is read by this command; what is in it would be lost. Choose another output");
        string folder = Path.GetDirectoryName(Path.GetFullPath(target.Path)) ?? path;
        if (!Directory.Exists(folder))
            throw new InputException($"{path}: cannot be written: there is no folder {folder}");
        if (target.Kind == FileKind.Folder)
            throw new InputException($"{path}: cannot be written: this is a folder");
        FileKind part = FileStatus.Of(PartOf(target.Path), follows: false).Kind;
        if (part is not (FileKind.Missing or FileKind.Regular))
        {
            throw new InputException(
                $"{path}: cannot be written: it has the name {PartOf(target.Path)} until it is complete, which is taken by a "
                + $"{NameOf(part)}; remove that, or choose another name");
        }
    }

    private static string NameOf(FileKind kind) => kind switch
    {
        FileKind.Folder => "folder",
        FileKind.Link => "symbolic link",
        _ => "pipe or device",
    };

    internal static string IdentityOf(OutputTarget target)
    {
        FileStatus status = FileStatus.Of(target.Path, follows: true);
        return status.Inode != 0 ? FormattableString.Invariant($"{status.Device}:{status.Inode}") : Path.GetFullPath(target.Path);
    }
}
