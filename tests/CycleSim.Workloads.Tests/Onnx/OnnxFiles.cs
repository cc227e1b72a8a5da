using System.IO.Compression;
using System.Text.Json;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>The ONNX files of the reference data, and what is known of them.</summary>
internal static class OnnxFiles
{
    private const string Minis = "workloads/onnx/minis/";

    /// <summary>What is known of each small file: expected shapes, or words of the message.</summary>
    public static IReadOnlyDictionary<string, JsonElement> MiniFacts { get; } = Facts("workloads/onnx/minis/minis.json.gz");

    /// <summary>What is known of each whole network.</summary>
    public static IReadOnlyDictionary<string, JsonElement> NetworkFacts { get; } = Facts("workloads/onnx/reference.json");

    /// <summary>Small files that are right.</summary>
    public static IEnumerable<string> GoodMinis => MiniFacts.Where(mini => Expects(mini.Value, "ok")).Select(mini => mini.Key);

    /// <summary>Small files that are broken.</summary>
    public static IEnumerable<string> BrokenMinis => MiniFacts.Where(mini => Expects(mini.Value, "error")).Select(mini => mini.Key);

    /// <summary>The bytes of a small file.</summary>
    public static byte[] Mini(string name) => Bytes($"{Minis}{name}.gz");

    /// <summary>The bytes of a network.</summary>
    public static byte[] Network(string name) => Bytes($"workloads/onnx/{name}.gz");

    /// <summary>The bytes of a compressed file below tests/Reference.</summary>
    public static byte[] Bytes(string path)
    {
        using Stream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Reference", path));
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using MemoryStream bytes = new();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static bool Expects(JsonElement facts, string what) => facts.GetProperty("expect").GetString() == what;

    private static Dictionary<string, JsonElement> Facts(string path) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Bytes(path))!;
}
