namespace CycleSim.Benchmarks;

/// <summary>Folders of the repository that benchmarks read.</summary>
internal static class BenchmarkFolders
{
    /// <summary>Finds a folder from the present one upwards.</summary>
    /// <exception cref="DirectoryNotFoundException">The present folder is outside of the repository.</exception>
    public static string Find(string folder)
    {
        for (string? at = Directory.GetCurrentDirectory(); at is not null; at = Path.GetDirectoryName(at))
        {
            if (Directory.Exists(Path.Combine(at, folder)))
                return Path.Combine(at, folder);
        }

        throw new DirectoryNotFoundException($"Run this inside the repository: {folder} holds the traces.");
    }
}
