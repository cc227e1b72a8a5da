using System.Collections.Concurrent;

namespace CycleSim.Configuration;

/// <summary>
/// The files of the user that the running command has read as models, plans or reports. An output must not replace one of them. Outside of commands nothing is
/// noted: who uses the library may write what it has read.
/// </summary>
internal static class CommandInputs
{
    private static ConcurrentDictionary<string, bool>? _files;

    /// <summary>A command starts: what earlier ones read no longer matters.</summary>
    internal static void Start() => _files = new ConcurrentDictionary<string, bool>();

    /// <summary>Notes that a file was read.</summary>
    internal static void Note(string path)
    {
        if (_files is { } files && path != "-" && OutputTarget.Of(path) is { Kind: not FileKind.Stream } file)
            files[OutputFile.IdentityOf(file)] = true;
    }

    /// <summary>Whether a file was read.</summary>
    internal static bool Contains(OutputTarget file) => _files is { } files && files.ContainsKey(OutputFile.IdentityOf(file));
}
