namespace CycleSim.Dram.Standards;

/// <summary>The short names of commands, as in data sheets, files of standards and lists of commands.</summary>
public static class DramCommandNames
{
    private static readonly string[] Names = ["ACT", "PRE", "RD", "WR", "REF", "REFB", "PDE", "PDX", "SRE", "SRX"];

    /// <summary>All names, in the order of <see cref="DramCommandKind"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name of a command.</summary>
    /// <param name="kind">The command.</param>
    public static string Of(DramCommandKind kind) => Names[(int)kind];

    /// <summary>The command of a name.</summary>
    /// <param name="name">A name from <see cref="All"/>.</param>
    /// <param name="kind">The command.</param>
    /// <returns>False when there is none.</returns>
    public static bool TryParse(string name, out DramCommandKind kind)
    {
        int index = Array.IndexOf(Names, name);
        kind = (DramCommandKind)Math.Max(index, 0);
        return index >= 0;
    }
}
