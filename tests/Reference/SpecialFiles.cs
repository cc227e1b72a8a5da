using System.Diagnostics;

namespace CycleSim.Reference;

/// <summary>Makes pipes and devices of a test's own; those of the system are never touched.</summary>
internal static class SpecialFiles
{
    private const int NullMinor = 3;
    private const int FullMinor = 7;

    /// <summary>Why no device can be made here; null if one can.</summary>
    internal static string? WhyNoDevices { get; } = FindWhy();

    /// <summary>Makes a named pipe.</summary>
    internal static string Pipe(string path)
    {
        Run("mkfifo", path);
        return path;
    }

    /// <summary>Makes a device that takes everything.</summary>
    internal static string Null(string path) => Device(path, NullMinor);

    /// <summary>Makes a device on which there is no space.</summary>
    internal static string Full(string path) => Device(path, FullMinor);

    /// <summary>What the system calls the kind of a path: "fifo", "regular file", "symbolic link", "character special file".</summary>
    internal static string KindOf(string path) => Run("stat", "-c", "%F", path).Trim();

    /// <summary>Where the system says a path leads; null if it has no such answer.</summary>
    internal static string? RealPath(string path)
    {
        try
        {
            return Run("realpath", "-m", path).TrimEnd('\n');
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What is written into a pipe while something runs.</summary>
    internal static byte[] Read(string pipe, Action write)
    {
        Task<byte[]> reader = Task.Run(() => File.ReadAllBytes(pipe));
        write();
        return reader.GetAwaiter().GetResult();
    }

    /// <summary>Writes into a pipe while something reads it.</summary>
    internal static void Feed(string pipe, byte[] content, Action read)
    {
        Task writer = Task.Run(() => File.WriteAllBytes(pipe, content));
        read();
        writer.GetAwaiter().GetResult();
    }

    /// <summary>Opens a pipe for reading and closes it again once the writer is there.</summary>
    internal static void Leave(string pipe, Action write)
    {
        Task reader = Task.Run(() => File.OpenRead(pipe).Dispose());
        write();
        reader.GetAwaiter().GetResult();
    }

    private static string Device(string path, int minor)
    {
        Run("mknod", "-m", "666", path, "c", "1", $"{minor}");
        return path;
    }

    private static string? FindWhy()
    {
        string folder = Directory.CreateTempSubdirectory("cyclesim-").FullName;
        try
        {
            File.WriteAllText(Null(Path.Combine(folder, "null")), "x");
            return null;
        }
        catch (Exception problem) when (problem is InvalidOperationException or UnauthorizedAccessException or IOException)
        {
            return $"devices cannot be made here: {problem.Message}";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {errors.Trim()}");
    }
}
