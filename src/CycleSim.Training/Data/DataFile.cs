using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Files;

namespace CycleSim.Training.Data;

/// <summary>A file of a data set, plain or compressed with gzip; its first bytes tell which, whatever its name: no plain one
/// starts like gzip.</summary>
internal static class DataFile
{
    private const string Compressed = ".gz";

    /// <summary>Larger than any file of a supported data set: the guard against what is none.</summary>
    private const int MaxBytes = 1 << 28;

    /// <summary>The path of a file that is there, plain or compressed; null if it is not.</summary>
    internal static string? Find(string folder, string name) =>
        new[] { Path.Combine(folder, name), Path.Combine(folder, name + Compressed) }.FirstOrDefault(File.Exists);

    /// <summary>Reads and, if need be, expands a file.</summary>
    /// <exception cref="InputException">It cannot be read, is too large or its compressed content is damaged.</exception>
    internal static byte[] Read(string path)
    {
        try
        {
            using Stream content = InputFile.OpenDecompressed(path);
            using var bytes = new MemoryStream();
            byte[] buffer = new byte[1 << 16];
            for (int count = content.Read(buffer); count > 0; count = content.Read(buffer))
            {
                bytes.Write(buffer, 0, count);
                if (bytes.Length > MaxBytes)
                    throw new InputException($"{path}: is larger than {ByteSize.Format(MaxBytes)}, which no file of a data set is");
            }

            return bytes.ToArray();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"{path}: cannot be read: {problem.Message}");
        }
    }
}
