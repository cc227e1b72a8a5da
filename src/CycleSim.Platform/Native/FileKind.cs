namespace CycleSim.Platform.Native;

/// <summary>What stands behind a path.</summary>
internal enum FileKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A file with content on a disk.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A pipe, a device or a socket: what is written to it is gone, what is read from it is read once.</summary>
    Stream,
}
