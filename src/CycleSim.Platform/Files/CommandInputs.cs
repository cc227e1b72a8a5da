using System.Collections.Concurrent;
using CycleSim.Platform.Native;

namespace CycleSim.Platform.Files;

/// <summary>
/// The files of the user that the running command has read as models, plans or reports. An output must not replace one of them. Outside of
/// commands nothing is noted: who uses the library may write what it has read.
/// </summary>
internal static class CommandInputs
{
    private static ConcurrentDictionary<string, string>? _pathsByIdentity;

    /// <summary>A command starts: what earlier ones read no longer matters.</summary>
    internal static void Start() => _pathsByIdentity = new ConcurrentDictionary<string, string>();

    /// <summary>Notes that a file was read.</summary>
    internal static void Note(string path)
    {
        if (_pathsByIdentity is { } files && path != "-" && OutputTarget.Of(path) is { Kind: not FileKind.Stream } file)
            files[OutputFile.IdentityOf(file)] = path;
    }

    /// <summary>
    /// Whether a file was read, and is still the same one: the system may give the number of a deleted file to a new one.
    /// </summary>
    internal static bool Contains(OutputTarget file)
    {
        string identity = OutputFile.IdentityOf(file);
        return _pathsByIdentity is { } files && files.TryGetValue(identity, out string? path)
            && OutputFile.IdentityOf(OutputTarget.Of(path)) == identity;
    }
}
