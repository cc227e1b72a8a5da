namespace CycleSim.Platform.Files;

/// <summary>
/// Follows symbolic links part by part, as the system does; the class library drops ".." from the text of a path instead.
/// </summary>
internal static class PhysicalPath
{
    private const int MaxLinks = 40;

    // Links to the process itself: what is below them means the descriptors of whoever looks.
    private static readonly string[] OwnFolders = ["/proc/self", "/proc/thread-self"];

    /// <summary>Where a path leads.</summary>
    /// <param name="path">The path; what it leads to need not exist.</param>
    /// <returns>
    /// The path as it was given if it has no link in it; else a path without links, or the name of a descriptor such as "/proc/self/fd/3".
    /// Null if its links have no end.
    /// </returns>
    internal static string? Of(string path)
    {
        if (OperatingSystem.IsWindows())
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        if (Walk(path) is not { } end)
            return null;
        // A name that ends like one of a folder stays so, and is refused where a file is meant.
        string whole = path.EndsWith('/') && end != "/" ? end + "/" : end;
        return whole == Path.GetFullPath(path) ? path : whole;
    }

    private static string? Walk(string path)
    {
        string current = "/";
        var rest = new Stack<string>();
        Push(rest, Path.Combine(Directory.GetCurrentDirectory(), path));
        for (int links = 0; rest.TryPop(out string? part);)
        {
            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? "/";
                continue;
            }

            string next = Path.Combine(current, part);
            bool isDescriptor = rest.Count == 0 && OutputTarget.DescriptorOf(next) is not null;
            if (isDescriptor || OwnFolders.Contains(next) || new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MaxLinks)
                return null;
            current = target.StartsWith('/') ? "/" : current;
            Push(rest, target);
        }

        return current;
    }

    private static void Push(Stack<string> rest, string path)
    {
        foreach (string part in path.Split('/').Where(part => part is not ("" or ".")).Reverse())
            rest.Push(part);
    }
}
