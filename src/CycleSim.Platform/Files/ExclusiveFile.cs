using CycleSim.Platform.Native;

namespace CycleSim.Platform.Files;

/// <summary>
/// Opens files that one writer at a time may have open. Another process may hold one for a moment only, to try whether it can be written.
/// </summary>
internal static class ExclusiveFile
{
    private const int MaxTries = 100;
    private const int MaxLooks = 5;
    private const int LookMs = 20;
    private const int SharingViolation = unchecked((int)0x80070020);

    /// <summary>Whether somebody else has the file open.</summary>
    internal static bool IsHeld(IOException problem) => problem.HResult is SystemCalls.TryAgain or SharingViolation;

    /// <summary>Opens a file, and looks a few times when somebody else has it open.</summary>
    /// <exception cref="IOException">It cannot be opened, or somebody else still has it open; see <see cref="IsHeld"/>.</exception>
    internal static FileStream Open(
        string path, FileMode mode, FileAccess access, int bufferBytes, FileOptions options = FileOptions.None) =>
        Patiently(() => new FileStream(path, mode, access, FileShare.None, bufferBytes, options));

    /// <summary>Opens a file for reading; one that has just got its name may still be open for writing for a moment.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    internal static FileStream OpenToRead(string path, int bufferBytes) =>
        Patiently(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferBytes));

    private static FileStream Patiently(Func<FileStream> open)
    {
        for (int look = 1; ; look++)
        {
            try
            {
                return open();
            }
            catch (IOException problem) when (look < MaxLooks && IsHeld(problem))
            {
                Thread.Sleep(LookMs);
            }
        }
    }

    /// <summary>
    /// Whether an open file still has its name. Between opening and locking, whoever had it before may have renamed or removed it.
    /// </summary>
    internal static bool HasName(FileStream file, string path)
    {
        FileStatus named = FileStatus.Of(path, follows: false);
        return named.Kind == FileKind.Regular && FileStatus.Of(file).IsSameFile(named);
    }

    /// <summary>Opens a temporary file, which is made if need be, and empties it; no link is followed.</summary>
    /// <exception cref="IOException">It cannot be opened, or somebody else has it open; see <see cref="IsHeld"/>.</exception>
    internal static FileStream OpenPart(string part, int bufferBytes)
    {
        for (int i = 0; i < MaxTries; i++)
        {
            if (TryOpenPart(part, bufferBytes) is not { } file)
                continue;
            if (HasName(file, part))
            {
                file.SetLength(0);
                return file;
            }

            file.Dispose();
        }

        throw ChangesHands(part);
    }

    private static IOException ChangesHands(string part) => new($"{part} changes hands all the time; try again later");

    /// <summary>
    /// Fails where <see cref="OpenPart"/> would: rights, full tables and disks that are mounted for reading show only so. No file is left,
    /// nor an empty one of an earlier run.
    /// </summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    internal static void TryPart(string part)
    {
        for (int i = 0; i < MaxTries; i++)
        {
            try
            {
                if (TryOpenPart(part, bufferBytes: 0) is not { } file)
                    continue;
                using (file)
                    RemoveEmpty(file, part);
                return;
            }
            catch (IOException problem) when (IsHeld(problem))
            {
                // Whoever writes it now may have ended when it is needed; if not, that is said then.
                return;
            }
        }

        throw ChangesHands(part);
    }

    // Whoever made it: between making and locking it, somebody else who tries may have locked it, and then its maker cannot remove it.
    // A writer whose file is removed at that moment makes another one.
    private static void RemoveEmpty(FileStream file, string part)
    {
        if (file.Length > 0 || !HasName(file, part))
            return;
        if (OperatingSystem.IsWindows())
            file.Dispose(); // there an open file keeps its name
        File.Delete(part);
    }

    // Null when somebody else made it, or took its name away, at this moment.
    private static FileStream? TryOpenPart(string part, int bufferBytes)
    {
        bool isThere = FileStatus.Of(part, follows: false).Kind != FileKind.Missing;
        try
        {
            return Open(part, isThere ? FileMode.Open : FileMode.CreateNew, FileAccess.Write, bufferBytes);
        }
        catch (IOException problem) when (IsOvertaken(problem, isThere))
        {
            return null;
        }
    }

    private static bool IsOvertaken(IOException problem, bool wasThere) =>
        wasThere ? problem is FileNotFoundException : problem.HResult == SystemCalls.Exists;
}
