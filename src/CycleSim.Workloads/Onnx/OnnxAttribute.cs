using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>An attribute of a node.</summary>
/// <param name="Kind">Which of the values below it has.</param>
internal sealed record OnnxAttribute(OnnxAttributeKind Kind)
{
    public double Float { get; init; }

    public long Int { get; init; }

    public string Text { get; init; } = "";

    public OnnxTensor? Tensor { get; init; }

    public ImmutableArray<double> Floats { get; init; } = [];

    public ImmutableArray<long> Ints { get; init; } = [];

    /// <summary>How many texts a list has; their content means nothing here.</summary>
    public int Texts { get; init; }
}
