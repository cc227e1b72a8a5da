namespace CycleSim.Workloads.Onnx;

/// <summary>
/// The largest models that are accepted. Within them no count overflows 64 bits, and no small file makes the reader use much memory.
/// </summary>
internal static class OnnxLimits
{
    /// <summary>The first opset that is read.</summary>
    public const int MinOpset = 7;

    /// <summary>The last opset whose operators are known.</summary>
    public const int MaxOpset = 24;

    /// <summary>Max bytes of a file. Larger models keep their weights in other files.</summary>
    public const int FileBytes = 1 << 30;

    /// <summary>Max nodes, inputs, initializers or outputs of a graph.</summary>
    public const int Items = 100_000;

    /// <summary>Max inputs, outputs or attributes of a node.</summary>
    public const int ItemsOfNode = 100_000;

    /// <summary>Max dimensions of a tensor.</summary>
    public const int Rank = 32;

    /// <summary>Max elements of a tensor.</summary>
    public const long Elements = 1L << 40;

    /// <summary>Max elements of a tensor whose content is kept.</summary>
    public const int Numbers = 65_536;

    /// <summary>Max elements that are read and written to compute contents of a model; later constants stay without.</summary>
    public const long ComputedNumbers = 1L << 25;

    /// <summary>Max stride, dilation, pad or factor of an axis.</summary>
    public const long Step = 1L << 20;
}
