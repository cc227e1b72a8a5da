using System.IO.Compression;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Files of the repository as seeds.</summary>
internal static class SeedFiles
{
    private const int MaxBytes = 6 << 10;

    /// <summary>The content of files in a folder that are small enough.</summary>
    internal static IEnumerable<byte[]> In(string repository, string folder, string pattern, int maxBytes = MaxBytes) =>
        Directory.EnumerateFiles(Path.Combine(repository, folder), pattern, SearchOption.TopDirectoryOnly)
            .Order(StringComparer.Ordinal).Where(file => new FileInfo(file).Length <= maxBytes).Select(File.ReadAllBytes);

    /// <summary>Bytes compressed with gzip.</summary>
    internal static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(content);
        return compressed.ToArray();
    }
}
