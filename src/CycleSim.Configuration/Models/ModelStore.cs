using System.Reflection;
using System.Text;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Files;

namespace CycleSim.Configuration.Models;

/// <summary>The model files that come with the program, and those of the user.</summary>
public static class ModelStore
{
    /// <summary>Largest model file in bytes.</summary>
    public const int MaxFileBytes = 16 << 20;

    private const string Extension = ".json";

    private static readonly Assembly Home = typeof(ModelStore).Assembly;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The names of the shipped models of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Names in ordinal order, e.g. "vgg16-cifar10".</returns>
    public static IReadOnlyList<string> Names(ModelKind kind)
    {
        string folder = Folder(kind);
        return [.. Home.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => name[folder.Length..^Extension.Length])
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads a model's text.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="nameOrPath">
    /// A shipped model's name in upper or lower case, or a file path: whatever ends in ".json" or has a directory separator, and "-" for
    /// standard input.
    /// </param>
    /// <returns>The text, without byte-order mark, and the name that errors give it.</returns>
    /// <exception cref="InputException">
    /// No such model or file, the file cannot be read, is larger than <see cref="MaxFileBytes"/> or not valid UTF-8.
    /// </exception>
    public static (string Text, string Source) ReadText(ModelKind kind, string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        return IsPath(nameOrPath) ? ReadFile(nameOrPath) : ReadShipped(kind, nameOrPath);
    }

    /// <summary>Whether a name is that of a shipped model, not a file of the user's.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="nameOrPath">A name or a path, as in <see cref="ReadText"/>.</param>
    public static bool IsShipped(ModelKind kind, string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        return !IsPath(nameOrPath) && Names(kind).Contains(nameOrPath, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Reads and parses a model.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="nameOrPath">A shipped model's name, or a file path: whatever ends in ".json" or has a directory separator.</param>
    /// <returns>The root object.</returns>
    /// <exception cref="InputException">As <see cref="ReadText"/> and <see cref="ConfigDocument.Parse"/>.</exception>
    public static ConfigObject Open(ModelKind kind, string nameOrPath)
    {
        (string text, string source) = ReadText(kind, nameOrPath);
        return ConfigDocument.Parse(text, source);
    }

    private static string Folder(ModelKind kind) => kind switch
    {
        ModelKind.Networks => "models/networks/",
        ModelKind.Machines => "models/machines/",
        ModelKind.Memories => "models/memories/",
        ModelKind.Dram => "models/dram/",
        ModelKind.Standards => "models/standards/",
        ModelKind.Technologies => "models/technologies/",
        ModelKind.Devices => "models/devices/",
        ModelKind.Variations => "models/variations/",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Whether a name is that of a file, as <see cref="ReadText"/> understands it; the file need not exist.</summary>
    /// <param name="nameOrPath">A name or a path.</param>
    public static bool IsPath(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        // Both separators count everywhere, so that a name means the same on every system.
        return nameOrPath == "-" || nameOrPath.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
            || nameOrPath.AsSpan().ContainsAny('/', '\\');
    }

    private static (string Text, string Source) ReadShipped(ModelKind kind, string name)
    {
        IReadOnlyList<string> names = Names(kind);
        string shipped = names.FirstOrDefault(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
        string source = $"{Folder(kind)}{shipped}{Extension}";
        using Stream? stream = Home.GetManifestResourceStream(source);
        if (stream is not null)
        {
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return (Decode(bytes, source), source);
        }

        string available = names.Count == 0 ? "none" : string.Join(", ", names);
        string folder = Folder(kind).TrimEnd('/');
        throw new InputException(
            $"{QuotedText.Of(name)} is not a model in {folder}{Suggestion.Phrase(name, names)}; available: {available}, "
            + "or the path of a .json file");
    }

    /// <summary>Reads a text file of the user, at most <see cref="MaxFileBytes"/>.</summary>
    /// <exception cref="InputException">There is no such file, it cannot be read, is too large or not valid UTF-8.</exception>
    public static string ReadFileText(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ReadFile(path).Text;
    }

    private static (string Text, string Source) ReadFile(string path)
    {
        byte[] bytes = ReadFileBytes(path, MaxFileBytes);
        string source = InputFile.NameOf(path);
        return (Decode(bytes, source), source);
    }

    /// <summary>Reads a file of the user.</summary>
    /// <param name="path">The file; "-" is standard input.</param>
    /// <param name="maxBytes">Bytes that it may have.</param>
    /// <param name="hint">What to do about a file that is too large, to follow the message.</param>
    /// <exception cref="InputException">There is no such file, it cannot be read or is too large.</exception>
    public static byte[] ReadFileBytes(string path, int maxBytes, string hint = "")
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return InputFile.ReadAll(path, maxBytes) ?? throw new InputException(
                $"{InputFile.NameOf(path)}: is larger than {ByteSize.Format(maxBytes)}, or grew while it was read{hint}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}");
        }
    }

    private static string Decode(byte[] bytes, string source)
    {
        try
        {
            string text = Utf8.GetString(bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException($"{source}: is not valid UTF-8 (byte {e.Index + 1})");
        }
    }
}
