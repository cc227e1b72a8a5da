namespace CycleSim.Reference;

/// <summary>The repository that the tests run in.</summary>
internal static class Repository
{
    /// <summary>Its folder, looked for from the folder of the tests upwards: source paths of CI builds are mapped.</summary>
    internal static string Root { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CycleSim.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests must run inside the repository");
    }
}
