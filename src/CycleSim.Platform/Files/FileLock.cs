using System.Diagnostics;
using System.Text;
using CycleSim.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace CycleSim.Platform.Files;

/// <summary>
/// A lock of the operating system on the file of a name with ".lock" behind it: whoever ends, in whatever way, holds it no longer. The
/// file says who holds it, and is gone with the lock.
/// </summary>
public sealed class FileLock : IDisposable
{
    private const int MaxTries = 100;
    private const int HolderBytes = 1024;

    private readonly FileStream _file;

    private FileLock(FileStream file)
    {
        _file = file;
        OutputFile.Register(file.Name);
    }

    /// <summary>Takes a lock.</summary>
    /// <param name="path">What is locked; the lock stands beside it.</param>
    /// <param name="name">What is locked, for messages.</param>
    /// <exception cref="LockedException">Another process, or another part of this one, holds it.</exception>
    /// <exception cref="InputException">The folder must not be written to.</exception>
    /// <exception cref="OutputException">Its disk is full.</exception>
    public static FileLock Acquire(string path, string name)
    {
        ArgumentNullException.ThrowIfNull(path);
        string file = PathOf(path);
        for (int i = 0; i < MaxTries; i++)
        {
            FileStream stream = Open(file, name);
            if (Take(stream, name) is { } held)
                return held;
        }

        throw new LockedException($"{name}: its lock {file} changes hands all the time; try again later");
    }

    /// <summary>Fails when somebody holds a lock; what a process that was killed left behind does not count.</summary>
    /// <param name="path">What may be locked.</param>
    /// <param name="name">What may be locked, for messages.</param>
    /// <exception cref="LockedException">Somebody holds it.</exception>
    public static void CheckFree(string path, string name)
    {
        if (File.Exists(PathOf(path)))
            Acquire(path, name).Dispose();
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        // First, as the name may be that of another holder as soon as it is removed.
        OutputFile.Forget(_file.Name);
        // Removed while it is still held: whoever opens it now finds out that it has no name any more.
        OutputFile.Remove(_file.Name);
        _file.Dispose();
    }

    private static string PathOf(string path) => path + ".lock";

    // Null, and the file is closed, when its former holder removed it at this moment: the lock would be one of nothing.
    private static FileLock? Take(FileStream file, string name)
    {
        FileLock? held = null;
        try
        {
            if (!ExclusiveFile.HasName(file, file.Name))
                return null;
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(Myself()));
            return held = new FileLock(file);
        }
        catch (Exception problem) when (problem is IOException or ArgumentException)
        {
            // The class library calls a file that must not grow a wrong argument.
            OutputFile.Remove(file.Name);
            throw new OutputException($"{name}: its lock {file.Name} cannot be written: {problem.Message}", readerLeft: false);
        }
        finally
        {
            if (held is null)
                file.Dispose();
        }
    }

    private static FileStream Open(string file, string name)
    {
        try
        {
            return ExclusiveFile.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, bufferBytes: 0);
        }
        catch (IOException problem) when (ExclusiveFile.IsHeld(problem))
        {
            throw new LockedException($"{name}: is being written by {HolderOf(file)}; wait until it has ended, or choose another output");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{name}: cannot be locked: {problem.Message}");
        }
    }

    private static string Myself()
    {
        using var process = Process.GetCurrentProcess();
        DateTime since = process.StartTime.ToUniversalTime();
        return FormattableString.Invariant(
            $"process {Environment.ProcessId} on {Environment.MachineName}, which runs since {since:yyyy-MM-dd HH:mm:ss} UTC");
    }

    private static string HolderOf(string file)
    {
        const string unknown = "another process";
        if (!OperatingSystem.IsLinux())
            return unknown;
        using var handle = new SafeFileHandle(SystemCalls.OpenToRead(file), ownsHandle: true);
        if (handle.IsInvalid)
            return unknown;
        byte[] text = new byte[HolderBytes];
        string holder = Encoding.UTF8.GetString(text, 0, RandomAccess.Read(handle, text, 0));
        return holder.Length > 0 ? holder : unknown;
    }
}
