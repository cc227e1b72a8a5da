using System.CommandLine;
using System.Text;
using CycleSim.Platform;
using CycleSim.Platform.Files;

namespace CycleSim.Terminal.Options;

/// <summary>
/// Where <see cref="SharedOptions.Json"/> sends a result: nowhere, to standard output instead of tables, or to a file beside them.
/// </summary>
public sealed class JsonOutput
{
    private const string StandardOutput = "-";

    private JsonOutput(string? path) => Path = path;

    /// <summary>The file, "-" for standard output, or null where no JSON is wanted.</summary>
    public string? Path { get; }

    /// <summary>Whether JSON goes to standard output, where it is alone.</summary>
    public bool IsAlone => Path is not null && OutputFile.IsStandardOutput(Path);

    /// <summary>What the option says.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    /// <param name="others">Other files that the command reads or writes; null does not count.</param>
    /// <exception cref="InputException">The file cannot be written, or is one of the others.</exception>
    public static JsonOutput Of(ParseResult parsed, Option<string?> option, params ReadOnlySpan<string?> others)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        ArgumentNullException.ThrowIfNull(option);
        string? path = parsed.IsGiven(option) ? parsed.GetValue(option) ?? StandardOutput : null;
        if (path is not null and not StandardOutput)
        {
            OutputFile.Check(path);
            OutputFile.CheckDistinct([path, .. others]);
        }

        return new JsonOutput(path);
    }

    /// <summary>Refuses another form of the result where JSON goes to standard output.</summary>
    /// <param name="option">The option that asks for it.</param>
    /// <param name="isGiven">Whether it does.</param>
    /// <exception cref="InputException">Both are wanted.</exception>
    public void Excludes(string option, bool isGiven)
    {
        if (IsAlone && isGiven)
            throw new InputException($"--json and {option} exclude each other; with --json=FILE they go together");
    }

    /// <summary>Prints a result.</summary>
    /// <param name="json">The result as JSON, asked for when it is wanted.</param>
    /// <param name="tables">Prints the tables; not called when JSON takes their place.</param>
    public void Print(Func<string> json, Action tables)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(tables);
        // The file first: whoever reads the tables may stop reading, which ends the program.
        if (Path is not null)
            Write(Path, json());
        if (!IsAlone)
            tables();
    }

    /// <summary>Prints a result.</summary>
    /// <param name="json">Writes the result as JSON, in UTF-8; called when it is wanted.</param>
    /// <param name="tables">Prints the tables; not called when JSON takes their place.</param>
    public void Print(Action<Stream> json, Action tables)
    {
        ArgumentNullException.ThrowIfNull(json);
        Print(() => TextOf(json), tables);
    }

    private static string TextOf(Action<Stream> json)
    {
        using var stream = new MemoryStream();
        json(stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(string path, string json)
    {
        string text = json.EndsWith('\n') ? json : json + "\n";
        if (path == StandardOutput)
            Console.Out.Write(text);
        else if (OutputFile.HasWritten(path))
            throw new InputException($"--json={path}: is one of the files that were just written, and stays as it is; name another file");
        else
            OutputFile.WriteAtomically(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }
}
