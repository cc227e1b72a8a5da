using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Files;

/// <summary>Where a file lies that a machine's file names.</summary>
internal static class ModelPath
{
    /// <summary>The name of a shipped model as it is; a path relative to the file that names it.</summary>
    /// <param name="keys">Keys of the naming file.</param>
    /// <param name="name">The name or path.</param>
    /// <param name="isPath">Whether it is a path.</param>
    internal static string Of(KeyValues keys, string name, bool isPath)
    {
        string source = keys.Json.Source;
        string? folder = File.Exists(source) ? Path.GetDirectoryName(Path.GetFullPath(source)) : null;
        return isPath && folder is not null ? Path.Combine(folder, name) : name;
    }
}
