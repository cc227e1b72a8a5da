using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CycleSim.Configuration.Keys;

/// <summary>Writes the reference page of declared keys, in Markdown.</summary>
public static class ReferencePage
{
    /// <summary>The page of several kinds of files.</summary>
    /// <param name="files">Folder or name of each kind, and the keys of its root.</param>
    /// <returns>Markdown, with a line feed at its end.</returns>
    public static string Write(IEnumerable<(string Title, ObjectKeys Root)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        StringBuilder page = new();
        page.Append("# Keys of model files and study plans\n\n");
        page.Append("Made by `tools/reference write` from the declarations that read the files. Files are JSON; " +
            "comments and trailing commas are\n");
        page.Append("allowed, unknown keys are errors. `\"$schema\"` at the root names a schema for editors (`models/schemas`).\n");
        foreach ((string title, ObjectKeys root) in files)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
            foreach (ObjectKeys keys in SchemaWriter.Reachable(root))
                Append(page, keys);
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, ObjectKeys keys)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### {keys.Name}\n\n{keys.Meaning}\n");
        if (keys is KeySet set)
        {
            AppendTable(page, set);
            return;
        }

        page.Append('\n');
        foreach (KeySet kind in keys.Sets)
            AppendItem(page, $"- {keys.Condition(kind)}: {SchemaWriter.Link(kind)}");
    }

    /// <summary>An item of a list, in as many lines as its names need.</summary>
    private static void AppendItem(StringBuilder page, string item)
    {
        const int MaxLine = 130;
        string line = "";
        foreach (string word in item.Split(' '))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (longer.Length > MaxLine)
            {
                page.Append(line).Append('\n');
                longer = $"  {word}";
            }

            line = longer;
        }

        page.Append(line).Append('\n');
    }

    private static void AppendTable(StringBuilder page, KeySet keys)
    {
        page.Append("\n| key | meaning | value | unit | if missing | since |\n|---|---|---|---|---|---|\n");
        foreach (DeclaredKey key in keys.All)
        {
            string missing = key.IsRequired ? "error" : key.DefaultText.Length == 0 ? "\"\"" : key.DefaultText;
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{key.Name}` | {Meaning(key)} | {key.TypeText} | {key.Unit} | {missing} | {KeyHistory.SinceOf(keys, key)} |\n");
        }

        foreach (ImmutableArray<DeclaredKey> alternatives in keys.Alternatives)
            page.Append(
                CultureInfo.InvariantCulture,
                $"\nExactly one of {string.Join(", ", alternatives.Select(key => $"`{key.Name}`"))}.\n");
    }

    private static string Meaning(DeclaredKey key)
    {
        string choices = string.Concat(key.Choices.Select(choice => $"<br>`{choice.Value}`: {choice.Meaning}"));
        string old = key.FormerNames.IsEmpty ? "" : $" Before: {string.Join(", ", key.FormerNames.Select(name => $"`{name}`"))}.";
        return key.Meaning + old + choices;
    }
}
