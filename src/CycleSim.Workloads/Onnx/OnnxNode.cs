using System.Collections.Immutable;
using CycleSim.Platform;

namespace CycleSim.Workloads.Onnx;

/// <summary>A node of the graph.</summary>
/// <param name="Index">Its position in the file, from 0.</param>
/// <param name="Name">The file's name for it, or one like "node 12 (Conv)" where the file has none.</param>
/// <param name="Operator">Its operator, e.g. "Conv".</param>
/// <param name="Domain">The domain of the operator; "" for those of ONNX itself.</param>
/// <param name="Inputs">Names of the values it reads; "" for one that is left out.</param>
/// <param name="Outputs">Names of the values it gives; "" for one that nobody wants.</param>
internal sealed record OnnxNode(
    int Index, string Name, string Operator, string Domain, ImmutableArray<string> Inputs, ImmutableArray<string> Outputs)
{
    /// <summary>The file, for messages.</summary>
    public required string File { get; init; }

    /// <summary>All attributes by name.</summary>
    public required ImmutableDictionary<string, OnnxAttribute> Attributes { get; init; }

    /// <summary>Whether an attribute is given.</summary>
    public bool Has(string name) => Attributes.ContainsKey(name);

    /// <summary>An integer attribute.</summary>
    public long Int(string name, long fallback) => Find(name, OnnxAttributeKind.Int)?.Int ?? fallback;

    /// <summary>A list of integers; default if it is not given.</summary>
    public ImmutableArray<long> Ints(string name) => Find(name, OnnxAttributeKind.Ints)?.Ints ?? default;

    /// <summary>A number.</summary>
    public double Float(string name, double fallback) => Find(name, OnnxAttributeKind.Float)?.Float ?? fallback;

    /// <summary>A list of numbers; default if it is not given.</summary>
    public ImmutableArray<double> Floats(string name) => Find(name, OnnxAttributeKind.Floats)?.Floats ?? default;

    /// <summary>A text.</summary>
    public string String(string name, string fallback) => Find(name, OnnxAttributeKind.String)?.Text ?? fallback;

    /// <summary>A tensor; null if it is not given.</summary>
    public OnnxTensor? Tensor(string name) => Find(name, OnnxAttributeKind.Tensor)?.Tensor;

    /// <summary>A mistake in this node, to throw.</summary>
    /// <param name="problem">What is wrong, and what is allowed.</param>
    public InputException Error(string problem) =>
        OnnxText.Error(File, $"node {OnnxText.Quote(Name)} ({OnnxText.Encode(Operator)}): {problem}");

    private OnnxAttribute? Find(string name, OnnxAttributeKind kind)
    {
        if (!Attributes.TryGetValue(name, out OnnxAttribute? attribute))
            return null;
        return attribute.Kind == kind
            ? attribute
            : throw Error($"attribute {name} is of type {attribute.Kind}; allowed: {kind}");
    }
}
