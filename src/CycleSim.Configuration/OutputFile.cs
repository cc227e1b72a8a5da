namespace CycleSim.Configuration;

/// <summary>Writes result files so that a failure never leaves half a file or destroys an older one.</summary>
public static class OutputFile
{
    /// <summary>Writes to a temporary file in the same folder and renames it when all is written.</summary>
    /// <param name="path">Where the file shall be.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="InputException">The folder is missing or must not be written to.</exception>
    public static void WriteAtomically(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
        string temporary = path + ".part";
        try
        {
            using (FileStream stream = Create(temporary))
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            throw new InputException($"{path}: cannot be written: {problem.Message}");
        }
    }

    /// <summary>Creates a file for streaming output.</summary>
    /// <exception cref="InputException">The folder is missing or must not be written to.</exception>
    public static FileStream Create(string path)
    {
        try
        {
            return File.Create(path);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException or ArgumentException)
        {
            throw new InputException($"{path}: cannot be written: {problem.Message}");
        }
    }
}
