namespace CycleSim.Terminal;

/// <summary>Sentences on standard output, in lines of at most <see cref="TextTable.MaxWidth"/> characters like the tables.</summary>
public static class ProseText
{
    private const string Continuation = "  ";

    /// <summary>Prints a text; what is too long for a line continues in the next, two spaces further in than it starts.</summary>
    /// <param name="text">The text; a word longer than a line is printed whole.</param>
    public static void Print(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (string line in text.Split('\n'))
            foreach (string part in Wrapped(line))
                Console.Out.WriteLine(part);
    }

    private static IEnumerable<string> Wrapped(string line)
    {
        string indent = line[..(line.Length - line.TrimStart(' ').Length)] + Continuation;
        while (line.Length > TextTable.MaxWidth)
        {
            int space = line.LastIndexOf(' ', TextTable.MaxWidth);
            if (space < indent.Length)
                space = line.IndexOf(' ', indent.Length);
            if (space < 0)
                break;
            yield return line[..space].TrimEnd();
            line = indent + line[space..].TrimStart();
        }

        yield return line;
    }
}
