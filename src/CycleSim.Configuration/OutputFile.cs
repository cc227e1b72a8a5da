namespace CycleSim.Configuration;

/// <summary>Writes result files so that a failure never leaves half a file or destroys an older one.</summary>
public static class OutputFile
{
    /// <summary>Fails before any work is done when a file cannot be written: no name, a missing folder, a folder of that name.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Check(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new InputException("an output file needs a name; the one given is empty");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        if (!Directory.Exists(folder))
            throw new InputException($"{path}: cannot be written: there is no folder {folder}");
        if (Directory.Exists(path))
            throw new InputException($"{path}: cannot be written: this is a folder");
    }

    /// <summary>Writes to a temporary file in the same folder and renames it when all is written.</summary>
    /// <param name="path">Where the file shall be.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="InputException">The folder is missing or must not be written to.</exception>
    public static void WriteAtomically(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
        Check(path);
        try
        {
            using (FileStream stream = File.Create(PartOf(path)))
                write(stream);
            Complete(path);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            File.Delete(PartOf(path));
            throw new InputException($"{path}: cannot be written: {problem.Message}");
        }
        catch
        {
            File.Delete(PartOf(path));
            throw;
        }
    }

    /// <summary>Fails before any work is done when one file is named twice: as input and output, or as two outputs.</summary>
    /// <param name="paths">Names; null and "-" (standard output) do not count.</param>
    /// <exception cref="InputException">Two names mean one file.</exception>
    public static void CheckDistinct(params ReadOnlySpan<string?> paths)
    {
        var seen = new HashSet<string>();
        foreach (string? path in paths)
            if (!string.IsNullOrWhiteSpace(path) && path != "-" && !seen.Add(Path.GetFullPath(path)))
                throw new InputException($"{path}: is named twice; what is in it, or the other output, would be lost");
    }

    /// <summary>The name that a file has until it is complete.</summary>
    public static string PartOf(string path) => path + ".part";

    /// <summary>Gives a file that was created as <see cref="PartOf"/> its name.</summary>
    public static void Complete(string path) => File.Move(PartOf(path), path, overwrite: true);

    /// <summary>Creates a file for streaming output under its <see cref="PartOf"/> name; <see cref="Complete"/> it at the end.</summary>
    /// <exception cref="InputException">The folder is missing or must not be written to.</exception>
    public static FileStream CreatePart(string path)
    {
        Check(path);
        try
        {
            return File.Create(PartOf(path));
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException or ArgumentException)
        {
            throw new InputException($"{path}: cannot be written: {problem.Message}");
        }
    }
}
