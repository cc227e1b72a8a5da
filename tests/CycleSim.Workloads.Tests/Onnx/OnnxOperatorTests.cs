using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>Single nodes have the shapes and constants that ONNX Runtime finds, and what it refuses is refused.</summary>
public class OnnxOperatorTests
{
    private const int Cases = 150;

    /// <summary>What we refuse and the runtime takes: it has no use in a network, or means no clear shape.</summary>
    private static readonly string[] OnlyOurs =
        ["names an axis twice", "is larger than its padded input", "has no elements", "k = 0: is out of range", "which its windows reach"];

    /// <summary>What the runtime refuses, though the specification has a shape for it.</summary>
    private static readonly string[] OnlyTheirs =
    [
        "Dilation not supported for AutoPadType", "padding values must be non-negative", "pads[", "output_padding", "out_size >= 0",
    ];

    [Fact]
    public void Convolutions() => OperatorCases.Convolutions.ForAll(Compare, Cases);

    [Fact]
    public void Pools() => OperatorCases.Pools.ForAll(Compare, Cases);

    [Fact]
    public void Products() => OperatorCases.Products.ForAll(Compare, Cases);

    [Fact]
    public void Elements() => OperatorCases.Elements.ForAll(Compare, Cases);

    [Fact]
    public void Selections() => OperatorCases.Selections.ForAll(Compare, Cases);

    [Fact]
    public void Reductions() => OperatorCases.Reductions.ForAll(Compare, Cases);

    [Fact]
    public void Resizes() => OperatorCases.Resizes.ForAll(Compare, Cases);

    private static void Compare(OnnxMaker maker)
    {
        string? refusal = RuntimeShapes.WhyRefused(maker.Bytes, batch: 1);
        ShapedModel model;
        try
        {
            model = maker.Infer(batch: 1);
        }
        catch (InputException problem)
        {
            Assert.True(refusal is not null || OnlyOurs.Any(problem.Message.Contains), problem.Message);
            return;
        }

        if (refusal is null)
            RuntimeComparison.AssertEqual(maker.Bytes, model);
        else
            Assert.Contains(OnlyTheirs, refusal.Contains);
    }
}
