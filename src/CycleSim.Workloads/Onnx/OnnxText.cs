using System.Text.Encodings.Web;
using CycleSim.Platform;

namespace CycleSim.Workloads.Onnx;

/// <summary>Names and shapes as messages show them.</summary>
internal static class OnnxText
{
    private const int MaxLength = 200;

    /// <summary>A name in quotes, shortened, without control characters.</summary>
    public static string Quote(string name) => $"\"{Encode(name)}\"";

    /// <summary>A name without quotes, shortened, without control characters.</summary>
    public static string Encode(string name) =>
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(name.Length <= MaxLength ? name : name[..MaxLength] + "...");

    /// <summary>A shape, e.g. "8x3x224x224".</summary>
    public static string Shape(IReadOnlyList<long> shape) => shape.Count switch
    {
        0 => "scalar",
        > OnnxLimits.Rank => $"{string.Join('x', shape.Take(OnnxLimits.Rank))}x...",
        _ => string.Join('x', shape),
    };

    /// <summary>A mistake in a file.</summary>
    public static InputException Error(string file, string problem) => new($"{file}: {problem}");
}
