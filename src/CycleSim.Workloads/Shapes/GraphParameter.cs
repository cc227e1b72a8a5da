namespace CycleSim.Workloads.Shapes;

/// <summary>A stored tensor of a network.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Shape">Its shape as the file stores it.</param>
public sealed record GraphParameter(string Name, ParameterKind Kind, TensorShape Shape)
{
    /// <summary>Whether it is trained.</summary>
    public bool IsTrained => Kind != ParameterKind.Buffer;

    /// <summary>Words (elements).</summary>
    public long Words => Shape.Words;
}
