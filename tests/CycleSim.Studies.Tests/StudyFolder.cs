namespace CycleSim.Studies.Tests;

/// <summary>Small studies, and a folder that is gone after the test.</summary>
internal sealed class StudyFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("cyclesim-study-").FullName;

    internal string Sub(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>All files below a folder with their content.</summary>
    internal static SortedDictionary<string, string> Content(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => System.IO.Path.GetRelativePath(folder, file), file =>
                Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))),
        StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
