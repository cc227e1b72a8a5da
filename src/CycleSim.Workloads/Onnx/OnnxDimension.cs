using System.Globalization;

namespace CycleSim.Workloads.Onnx;

/// <summary>A dimension of a graph input: a size, a name that stands for any size, or neither.</summary>
/// <param name="Size">The size; null if the file leaves it open.</param>
/// <param name="Name">The name of an open dimension, e.g. "batch"; null if it has none.</param>
internal readonly record struct OnnxDimension(long? Size, string? Name)
{
    /// <summary>Whether the file leaves the size open.</summary>
    public bool IsOpen => Size is null;

    /// <summary>The size, the name, or "?".</summary>
    public override string ToString() => Size?.ToString(CultureInfo.InvariantCulture) ?? (Name is null ? "?" : OnnxText.Quote(Name));
}
