using System.IO.Compression;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Files of the repository as seeds.</summary>
internal static class SeedFiles
{
    private const int MaxBytes = 6 << 10;

    /// <summary>The content of files in a folder that are small; of the smallest where none is.</summary>
    internal static IEnumerable<byte[]> In(string repository, string folder, string pattern)
    {
        FileInfo[] files = [.. new DirectoryInfo(Path.Combine(repository, folder)).GetFiles(pattern).OrderBy(file => file.Length)];
        return files.TakeWhile((file, i) => i == 0 || file.Length <= MaxBytes).Select(file => File.ReadAllBytes(file.FullName));
    }

    /// <summary>Bytes compressed with gzip.</summary>
    internal static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(content);
        return compressed.ToArray();
    }
}
